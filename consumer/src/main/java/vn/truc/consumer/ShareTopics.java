package vn.truc.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import vn.truc.runtime.kafka.UnfitTopicException;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/** Whether the topics are there and fit together, before anything is counted wrong. */
final class ShareTopics {

    private ShareTopics() {}

    /**
     * Checks the topics that this role reads and writes.
     *
     * @return how many partitions each of the counted topics has
     * @throws UnfitTopicException when one is missing, or those that are counted have different numbers of partitions, so
     *     that the entries of one sender would be in several hands
     */
    static int countedPartitions(Admin admin, TopicNames topics) {
        List<Topic> needed = new ArrayList<>(ShareTopology.COUNTED_TOPICS);
        needed.add(Topic.SHARE);
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            needed.add(Topic.inbox(level));
        }
        Map<String, KafkaFuture<TopicDescription>> found = admin.describeTopics(
                        needed.stream().map(topics::name).distinct().toList())
                .topicNameValues();
        List<String> findings = new ArrayList<>();
        int partitions = 0;
        for (Topic topic : needed) {
            String name = topics.name(topic);
            int has = partitionsOf(found, name);
            if (has == 0) {
                findings.add("topic " + name + " does not exist");
            } else if (ShareTopology.COUNTED_TOPICS.contains(topic)) {
                partitions = partitions == 0 ? has : partitions;
                if (has != partitions) {
                    findings.add("topic " + name + " has " + has + " partitions, but needs the " + partitions + " of "
                            + topics.name(Topic.RECEIPT));
                }
            }
        }
        if (!findings.isEmpty()) {
            throw new UnfitTopicException(findings);
        }
        return partitions;
    }

    private static int partitionsOf(Map<String, KafkaFuture<TopicDescription>> found, String name) {
        KafkaFuture<TopicDescription> future = found.get(name);
        if (future == null) {
            return 0;
        }
        try {
            return future.get().partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw new KafkaException("cannot ask about topic " + name + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
