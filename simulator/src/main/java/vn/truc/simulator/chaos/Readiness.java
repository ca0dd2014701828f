package vn.truc.simulator.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/** Waits until the roles of an exchange work, so that a disturbance meets work. */
final class Readiness implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Admin admin;
    private final TopicNames topics;

    Readiness(KafkaSettings kafka, TopicNames topics) {
        this.admin = Admin.create(kafka.admin("truc-chaos"));
        this.topics = topics;
    }

    /** Waits until both groups have all their members and no rebalance goes on. */
    void awaitMembers(int routers, int consumers) {
        await(
                "routers and consumers do not come to work",
                () -> has(topics.routerGroup(), routers) && has(topics.consumerGroup(), consumers));
    }

    /** Waits until a copy stands in an inbox. */
    void awaitFirstCopy() {
        await("no document is delivered", this::hasCopy);
    }

    /** Waits until the routers have dealt with the outbox to its end, for as long as they get on with it. */
    void awaitRouted() {
        long[] missing = {Long.MAX_VALUE};
        long before;
        do {
            before = missing[0];
            try {
                await("the outbox is not routed to its end", () -> {
                    missing[0] = unrouted();
                    return missing[0] == 0;
                });
            } catch (ChaosFailedException e) {
                if (missing[0] >= before) {
                    throw new ChaosFailedException(
                            "the outbox is not routed to its end", missing[0] + " records are left");
                }
            }
        } while (missing[0] > 0);
    }

    /** How many records of the outbox the routers have not dealt with. */
    private long unrouted() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> routed = admin.listConsumerGroupOffsets(topics.routerGroup())
                .partitionsToOffsetAndMetadata()
                .get();
        return ends(List.of(topics.name(Topic.OUTBOX))).entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata reached = routed.get(end.getKey());
                    return end.getValue() - (reached == null ? 0 : reached.offset());
                })
                .sum();
    }

    private boolean has(String group, int members) throws ExecutionException, InterruptedException {
        ConsumerGroupDescription described =
                admin.describeConsumerGroups(List.of(group)).all().get().get(group);
        return described != null
                && described.groupState() == GroupState.STABLE
                && described.members().size() == members;
    }

    private boolean hasCopy() throws ExecutionException, InterruptedException {
        return ends(topics.inboxes()).values().stream().anyMatch(end -> end > 0);
    }

    private Map<TopicPartition, Long> ends(Collection<String> of) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        admin.describeTopics(of).allTopicNames().get().forEach((topic, described) -> described
                .partitions()
                .forEach(
                        partition -> asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static void await(String otherwise, Question question) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                if (question.isSo()) {
                    return;
                }
            } catch (ExecutionException notYet) {
                // a group that nobody has joined is unknown
                last = String.valueOf(notYet.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChaosFailedException(otherwise, "interrupted");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new ChaosFailedException(otherwise, last);
    }

    private interface Question {
        boolean isSo() throws ExecutionException, InterruptedException;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
