package vn.truc.simulator.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/**
 * What readers of committed records do not see yet because a transaction before it has no end. While roles work that is
 * usual, for as long as a transaction lasts; at rest it means that an end was never written, and what is behind it looks lost
 * without being so.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-664%3A+Provide+tooling+to+detect+and+abort+hanging+transactions">
 *     KIP-664, hanging transactions</a>
 */
public final class HeldBack {

    private HeldBack() {}

    /**
     * In the topics of an exchange that exist, a line for each partition, for a person.
     *
     * @throws KafkaException when the cluster does not say
     */
    public static List<String> in(KafkaSettings kafka, TopicNames names) {
        try (Admin admin = Admin.create(kafka.admin("truc-audit"))) {
            return in(
                    admin, Stream.of(Topic.values()).map(names::name).distinct().toList());
        }
    }

    /**
     * In those of these topics that exist, a line for each partition, for a person.
     *
     * @throws KafkaException when the cluster does not say
     */
    public static List<String> in(Admin admin, Collection<String> topics) {
        try {
            Set<String> existing = admin.listTopics().names().get();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(topics.stream().filter(existing::contains).toList())
                    .allTopicNames()
                    .get()
                    .forEach((topic, described) -> described
                            .partitions()
                            .forEach(info ->
                                    latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
            // in this order, so that what is committed in between does not look held back
            Map<TopicPartition, ListOffsetsResultInfo> written = ends(admin, latest, IsolationLevel.READ_UNCOMMITTED);
            List<String> lines = new ArrayList<>();
            ends(admin, latest, IsolationLevel.READ_COMMITTED).forEach((partition, seen) -> {
                ListOffsetsResultInfo end = written.get(partition);
                if (end != null && seen.offset() < end.offset()) {
                    lines.add(partition + " from offset " + seen.offset() + " on: a transaction there has no end");
                }
            });
            lines.sort(null);
            return lines;
        } catch (ExecutionException e) {
            throw new KafkaException("the ends of the topics cannot be told: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the ends of the topics were asked for", e);
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ends(
            Admin admin, Map<TopicPartition, OffsetSpec> latest, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get();
    }
}
