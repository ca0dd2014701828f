package vn.truc.simulator.bounce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.simulator.strangers.Decoded;

/**
 * What a queue must not do, found from its records alone: the anomalies of Jepsen's Kafka workload that need no search for
 * cycles. It knows the records' schema and nothing of the router.
 *
 * @see <a href="https://jepsen.io/analyses/redpanda-21.10.1">Jepsen: Redpanda 21.10.1, the workload for Kafka-like
 *     systems</a>
 */
final class QueueChecks {

    private QueueChecks() {}

    /**
     * Everything that is wrong with copies of documents.
     *
     * @param sent the outbox, as its producer was told that it was written, in the order of each partition
     * @param copies the inboxes, committed records only, in the order of each partition
     * @param partitions of an inbox topic
     */
    static List<String> anomaliesOf(
            List<ConsumerRecord<byte[], byte[]>> sent, List<ConsumerRecord<byte[], byte[]>> copies, int partitions) {
        List<String> anomalies = new ArrayList<>();
        Map<String, DispatchHeader> documents = new LinkedHashMap<>();
        Map<String, Integer> order = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : sent) {
            DispatchHeader header = Decoded.headerOf(record.value());
            if (documents.putIfAbsent(header.getDocumentId(), header) == null) {
                order.put(header.getDocumentId(), order.size());
            }
        }
        Set<String> delivered = new HashSet<>();
        Map<String, Integer> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : copies) {
            DispatchHeader header = Decoded.headerOf(record.value());
            String id = header.getDocumentId();
            String addressee = new String(record.key(), StandardCharsets.UTF_8);
            if (!documents.containsKey(id)) {
                anomalies.add("unseen write: " + id + " was never sent");
                continue;
            }
            if (!delivered.add(id + "|" + addressee)) {
                anomalies.add("duplicate: " + id + " for " + addressee);
            }
            if (Utils.toPositive(Utils.murmur2(record.key())) % partitions != record.partition()) {
                anomalies.add("wrong partition: " + id + " for " + addressee + " in " + record.partition());
            }
            Integer before = last.put(header.getSender() + "|" + record.topic() + record.partition(), order.get(id));
            if (before != null && before > order.get(id)) {
                anomalies.add("inversion: " + id + " behind a later document of its sender");
            }
        }
        documents.forEach((id, header) -> header.getAddressees().forEach(addressee -> {
            if (!delivered.contains(id + "|" + addressee)) {
                anomalies.add("lost write: " + id + " for " + addressee);
            }
        }));
        return anomalies;
    }

    /**
     * Everything that a reader saw while the queue was disturbed and that does not stand there in the end, or the reverse.
     *
     * @param live what it saw, by partition and offset
     * @param settled what stands there in the end
     */
    static List<String> divergences(
            Map<TopicPartition, NavigableMap<Long, Integer>> live,
            Map<TopicPartition, NavigableMap<Long, Integer>> settled) {
        List<String> anomalies = new ArrayList<>();
        live.forEach((partition, seen) -> {
            NavigableMap<Long, Integer> stands = settled.getOrDefault(partition, new TreeMap<>());
            seen.forEach((offset, hash) -> {
                Integer now = stands.get(offset);
                if (now == null) {
                    anomalies.add("aborted read: " + partition + "@" + offset + " was read and is not committed");
                } else if (!now.equals(hash)) {
                    anomalies.add("divergence: " + partition + "@" + offset + " was read with another content");
                }
            });
            if (!seen.isEmpty()) {
                stands.headMap(seen.lastKey(), false).keySet().stream()
                        .filter(offset -> !seen.containsKey(offset))
                        .forEach(offset -> anomalies.add("gap: " + partition + "@" + offset + " was passed over"));
            }
        });
        return anomalies;
    }
}
