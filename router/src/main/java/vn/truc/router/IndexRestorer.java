package vn.truc.router;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import vn.truc.router.routing.DuplicateIndex;
import vn.truc.runtime.kafka.GrouplessConsumers;

/**
 * Gives the duplicate index of a partition back from its rows before the first record of that partition is admitted.
 *
 * <p>It reads committed rows, but as far as the end <em>with</em> undecided transactions: the partition's former owner
 * may have committed its offsets while the markers of that very transaction have not yet reached the index, and rows
 * that still hang would be missed by whoever stops at the last stable offset. A transaction of a dead router holds the
 * restore until the cluster gives it up ({@link RouterClients#TRANSACTION_TIMEOUT}).
 */
final class IndexRestorer {

    private final String seenTopic;
    private final Consumer<byte[], byte[]> seen;
    private final RouterClients clients;
    private final Map<TopicPartition, Restore> running = new HashMap<>();

    IndexRestorer(String seenTopic, RouterClients clients) {
        this.seenTopic = seenTopic;
        this.clients = clients;
        this.seen = clients.seen();
    }

    /** Begins with a partition whose committed position is known; begins anew when it is already at it. */
    void begin(int partition) {
        TopicPartition rows = new TopicPartition(seenTopic, partition);
        long end = clients.uncommittedEnds(Set.of(rows)).getOrDefault(rows, 0L);
        running.put(rows, new Restore(new DuplicateIndex(), end));
        seen.assign(running.keySet());
        seen.seekToBeginning(Set.of(rows));
    }

    /** Gives up on partitions that were taken away. */
    void forget(Collection<Integer> partitions) {
        partitions.forEach(partition -> running.remove(new TopicPartition(seenTopic, partition)));
        seen.assign(running.keySet());
    }

    boolean isIdle() {
        return running.isEmpty();
    }

    int restoring() {
        return running.size();
    }

    /** How many documents were read of indexes that are not whole yet. */
    long documents() {
        return running.values().stream()
                .mapToLong(restore -> restore.index().size())
                .sum();
    }

    /** Reads on for a while and hands over the indexes that are whole, by partition. */
    Map<Integer, DuplicateIndex> step(Duration wait) {
        if (running.isEmpty()) {
            return Map.of();
        }
        for (ConsumerRecord<byte[], byte[]> row : seen.poll(wait)) {
            Restore restore = running.get(new TopicPartition(row.topic(), row.partition()));
            if (restore != null && row.value() != null) {
                restore.index.restore(row.key(), row.value());
            }
        }
        Map<Integer, DuplicateIndex> whole = new HashMap<>();
        for (Iterator<Map.Entry<TopicPartition, Restore>> all =
                        running.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<TopicPartition, Restore> one = all.next();
            if (seen.position(one.getKey()) >= one.getValue().end) {
                one.getValue().index.compact();
                whole.put(one.getKey().partition(), one.getValue().index);
                all.remove();
            }
        }
        if (!whole.isEmpty()) {
            seen.assign(running.keySet());
        }
        return whole;
    }

    void close() {
        GrouplessConsumers.close(seen);
    }

    private record Restore(DuplicateIndex index, long end) {}
}
