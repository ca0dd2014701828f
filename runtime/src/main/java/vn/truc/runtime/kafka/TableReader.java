package vn.truc.runtime.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.agent.Agent;

/**
 * Reads a compacted topic as a table: everything that is there, then every change.
 *
 * <p>As an {@link Agent} it follows the topic. From any thread, {@link #catchUp} returns once everything that had been
 * written before the call has been handed over; so a reader that met a reference to a row it does not know can be sure
 * whether the row exists. Rows are handed over under a lock, one at a time.
 */
public final class TableReader implements Agent {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final BiConsumer<byte[], byte @Nullable []> onRow;
    private final ReentrantLock turn = new ReentrantLock(true);
    private List<TopicPartition> partitions = List.of();

    /**
     * @param topic the topic; it must exist by the time of the first step
     * @param consumer without a group; closed by this reader
     * @param onRow hears each row as key and value; a null value removes the row
     */
    public TableReader(String topic, Consumer<byte[], byte[]> consumer, BiConsumer<byte[], byte @Nullable []> onRow) {
        this.topic = topic;
        this.consumer = consumer;
        this.onRow = onRow;
    }

    @Override
    public String name() {
        return "table-" + topic;
    }

    @Override
    public int doWork() {
        turn.lock();
        try {
            assign();
            return handOver(POLL);
        } catch (WakeupException stopping) {
            return 0;
        } finally {
            turn.unlock();
        }
    }

    /** Hands over everything that was written to the topic before this call. */
    public void catchUp() {
        turn.lock();
        try {
            assign();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                handOver(POLL);
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void onClose() {
        turn.lock();
        try {
            consumer.close();
        } finally {
            turn.unlock();
        }
    }

    private void assign() {
        if (partitions.isEmpty()) {
            partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
    }

    private int handOver(Duration wait) {
        int rows = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            onRow.accept(record.key(), record.value());
            rows++;
        }
        return rows;
    }
}
