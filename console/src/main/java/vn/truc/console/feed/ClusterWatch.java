package vn.truc.console.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.agent.Agent;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/**
 * Looks at the cluster once a second: how fast the topics grow, and where the groups of the roles stand. Runs on a thread
 * of its own; {@link #latest} is for any thread.
 */
final class ClusterWatch implements Agent {

    /** The role of the addressees; its rate is for whoever reads their receipts to say. */
    static final String CONSUMER = "consumer";

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long ANSWER_MILLIS = 5_000;

    private final Admin admin;
    private final TopicNames topics;
    private final Wait wait = new Wait();
    private List<TopicPartition> partitions = List.of();
    private @Nullable Sample before;
    private volatile @Nullable View latest;
    private volatile @Nullable String fault;

    /** Positions at one moment; {@code committed} of a group is null when there is no such group. */
    private record Sample(
            long nanos,
            Map<TopicPartition, Long> ends,
            @Nullable Map<TopicPartition, Long> router,
            @Nullable Map<TopicPartition, Long> consumer) {}

    /**
     * What was seen last.
     *
     * @param issuedPerSecond records that came to the outbox and the register
     * @param backlog records of the outbox that the routers did not deal with; null without routers of ours
     */
    record View(double issuedPerSecond, @Nullable Long backlog, List<State.Role> roles, int brokers) {}

    /** @param admin closed by this watch */
    ClusterWatch(Admin admin, TopicNames topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /** What was seen last, or null before the first two looks. */
    @Nullable
    View latest() {
        return latest;
    }

    /** Why the cluster could not be asked the last time, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    @Override
    public String name() {
        return "console-cluster";
    }

    @Override
    public int doWork() {
        long from = System.nanoTime();
        try {
            look();
            fault = null;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            fault = "the cluster does not say how it is: " + (cause == null ? e : cause).getMessage();
        } catch (TimeoutException e) {
            fault = "no answer from the cluster within " + ANSWER_MILLIS / 1_000 + " s";
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        wait.until(from + EVERY_NANOS);
        return 1;
    }

    @Override
    public void wakeUp() {
        wait.end();
    }

    @Override
    public void onClose() {
        admin.close(Duration.ZERO);
    }

    private void look() throws ExecutionException, InterruptedException, TimeoutException {
        if (partitions.isEmpty()) {
            partitions = partitions();
        }
        KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends =
                admin.listOffsets(latestOf(partitions)).all();
        KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> router = committed(topics.routerGroup());
        KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> consumer = committed(topics.consumerGroup());
        Map<String, KafkaFuture<ConsumerGroupDescription>> groups = admin.describeConsumerGroups(
                        List.of(topics.routerGroup(), topics.consumerGroup()))
                .describedGroups();
        var nodes = admin.describeCluster().nodes();

        Map<TopicPartition, Long> endOffsets = new HashMap<>();
        answer(ends).forEach((partition, info) -> endOffsets.put(partition, info.offset()));
        Sample now = new Sample(System.nanoTime(), endOffsets, positions(router), positions(consumer));
        Sample last = before;
        before = now;
        if (last == null) {
            return;
        }
        double issued = issuedPerSecond(last, now);
        double routed = perSecond(moved(topics.name(Topic.OUTBOX), last.router(), now.router()), last, now);
        State.Role routing = role("router", topics.routerGroup(), groups, now.router(), now, routed);
        // in inboxes the ends of transactions have places among the copies, so places say nothing of a rate there
        State.Role consuming = role(CONSUMER, topics.consumerGroup(), groups, now.consumer(), now, 0);
        State.Role issuing = new State.Role("producer", null, issued > 0 ? "WRITING" : "SILENT", null, null, issued);
        latest = new View(
                issued,
                routing.lag(),
                List.of(issuing, routing, consuming),
                answer(nodes).size());
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names = new ArrayList<>(topics.inboxes());
        names.add(topics.name(Topic.OUTBOX));
        names.add(topics.name(Topic.REGISTER));
        List<TopicPartition> found = new ArrayList<>();
        for (TopicDescription topic :
                answer(admin.describeTopics(names).allTopicNames()).values()) {
            topic.partitions().forEach(info -> found.add(new TopicPartition(topic.name(), info.partition())));
        }
        return found;
    }

    private KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committed(String group) {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
    }

    private double issuedPerSecond(Sample last, Sample now) {
        long issued = 0;
        for (Topic topic : List.of(Topic.OUTBOX, Topic.REGISTER)) {
            issued += moved(topics.name(topic), last.ends(), now.ends());
        }
        return perSecond(issued, last, now);
    }

    private State.Role role(
            String role,
            String group,
            Map<String, KafkaFuture<ConsumerGroupDescription>> groups,
            @Nullable Map<TopicPartition, Long> present,
            Sample now,
            double perSecond)
            throws ExecutionException, InterruptedException, TimeoutException {
        ConsumerGroupDescription description = description(groups.get(group));
        if (description == null || present == null || present.isEmpty()) {
            return new State.Role(role, group, "ABSENT", null, null, 0);
        }
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> position : present.entrySet()) {
            Long end = now.ends().get(position.getKey());
            if (end != null) {
                lag += Math.max(0, end - position.getValue());
            }
        }
        return new State.Role(
                role,
                group,
                description.groupState().name().toUpperCase(Locale.ROOT),
                description.members().size(),
                lag,
                perSecond);
    }

    private static @Nullable ConsumerGroupDescription description(
            @Nullable KafkaFuture<ConsumerGroupDescription> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return future == null ? null : answer(future);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw e;
        }
    }

    private static @Nullable Map<TopicPartition, Long> positions(
            KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> committed)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        try {
            answer(committed).forEach((partition, offset) -> {
                if (offset != null) {
                    positions.put(partition, offset.offset());
                }
            });
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw e;
        }
        return positions;
    }

    private static long moved(
            String topic, @Nullable Map<TopicPartition, Long> past, @Nullable Map<TopicPartition, Long> present) {
        if (past == null || present == null) {
            return 0;
        }
        long moved = 0;
        for (Map.Entry<TopicPartition, Long> end : present.entrySet()) {
            if (end.getKey().topic().equals(topic)) {
                moved += end.getValue() - past.getOrDefault(end.getKey(), end.getValue());
            }
        }
        return moved;
    }

    private static double perSecond(long count, Sample last, Sample now) {
        return Math.max(0, count) * 1e9 / Math.max(1, now.nanos() - last.nanos());
    }

    private static Map<TopicPartition, OffsetSpec> latestOf(List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return latest;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }
}
