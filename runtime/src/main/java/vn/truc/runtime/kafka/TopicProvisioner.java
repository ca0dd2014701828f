package vn.truc.runtime.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics exist as declared, and says so when one that exists is not fit. */
public final class TopicProvisioner {

    private static final Duration SERVED_WAIT = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private TopicProvisioner() {}

    /**
     * Creates the topics that are missing and checks the partitions of the others. Safe to call from several processes
     * at once.
     *
     * @return the names of those that were created; all their partitions are served by then
     * @throws UnfitTopicException when a topic exists with fewer partitions than it needs
     */
    public static List<String> ensure(Admin admin, Collection<TopicSpec> specs) {
        Set<String> existing = await(() -> admin.listTopics().names().get());
        List<TopicSpec> missing =
                specs.stream().filter(spec -> !existing.contains(spec.name())).toList();
        List<String> created = create(admin, missing);
        awaitServed(
                admin,
                missing.stream().filter(spec -> created.contains(spec.name())).toList());
        check(
                admin,
                specs.stream().filter(spec -> !created.contains(spec.name())).toList());
        return created;
    }

    private static List<String> create(Admin admin, List<TopicSpec> missing) {
        List<NewTopic> topics = missing.stream()
                .map(spec -> new NewTopic(spec.name(), spec.partitions(), spec.replication()).configs(spec.settings()))
                .toList();
        List<String> created = new ArrayList<>();
        admin.createTopics(topics).values().forEach((name, result) -> {
            try {
                result.get();
                created.add(name);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    Throwable cause = Failures.causeOf(e);
                    throw new KafkaException("cannot create topic " + name + ": " + cause.getMessage(), cause);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
        return created;
    }

    /**
     * Waits until every partition of new topics has a leader that serves it. A broker that does not yet lead a partition
     * turns a producer's first batch away and may take the second, which was on its way too: the first is then out of
     * order for good.
     */
    private static void awaitServed(Admin admin, List<TopicSpec> created) {
        Set<String> names = created.stream().map(TopicSpec::name).collect(Collectors.toSet());
        long deadline = System.nanoTime() + SERVED_WAIT.toNanos();
        while (!haveLeaders(admin, names) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicSpec spec : created) {
            for (int partition = 0; partition < spec.partitions(); partition++) {
                ends.put(new TopicPartition(spec.name(), partition), OffsetSpec.latest());
            }
        }
        // a partition whose leader was elected may still be on its way to that broker, which answers once it is there
        await(() -> admin.listOffsets(ends).all().get());
    }

    private static boolean haveLeaders(Admin admin, Set<String> names) {
        try {
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            Throwable cause = Failures.causeOf(e);
            throw new KafkaException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void check(Admin admin, List<TopicSpec> specs) {
        Set<String> names = specs.stream().map(TopicSpec::name).collect(Collectors.toSet());
        Map<String, TopicDescription> found =
                await(() -> admin.describeTopics(names).allTopicNames().get());
        List<String> unfit = new ArrayList<>();
        for (TopicSpec spec : specs) {
            TopicDescription topic = found.get(spec.name());
            if (topic != null && topic.partitions().size() < spec.partitionsMin()) {
                unfit.add("topic " + spec.name() + " has " + topic.partitions().size() + " partitions, needs at least "
                        + spec.partitionsMin());
            }
        }
        if (!unfit.isEmpty()) {
            throw new UnfitTopicException(unfit);
        }
    }

    private static <T> T await(Answer<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = Failures.causeOf(e);
            throw new KafkaException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InterruptException(e);
    }

    private interface Answer<T> {
        T get() throws ExecutionException, InterruptedException;
    }
}
