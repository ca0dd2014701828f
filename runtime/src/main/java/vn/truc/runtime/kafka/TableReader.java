package vn.truc.runtime.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final ReentrantLock asking = new ReentrantLock();
    private final Consumer<byte[], byte[]> ends;
    /** How far each partition was handed over. */
    private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();

    private volatile List<TopicPartition> partitions = List.of();

    /**
     * @param topic the topic; it must exist by the time of the first step
     * @param consumer without a group; closed by this reader
     * @param onRow hears each row as key and value; a null value removes the row
     */
    public TableReader(String topic, Consumer<byte[], byte[]> consumer, BiConsumer<byte[], byte @Nullable []> onRow) {
        this(topic, consumer, consumer, onRow);
    }

    /**
     * A reader that is often asked to {@link #catchUp} while another thread takes its steps.
     *
     * @param ends asks how far the topic reaches, without a group; closed by this reader. A client answers such a question
     *     only when the fetch that waits for new rows has come back, so this is another one than {@code consumer}
     */
    public TableReader(
            String topic,
            Consumer<byte[], byte[]> consumer,
            Consumer<byte[], byte[]> ends,
            BiConsumer<byte[], byte @Nullable []> onRow) {
        this.topic = topic;
        this.consumer = consumer;
        this.ends = ends;
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

    /**
     * Hands over everything that was written to the topic before this call. Where that has been done already, it costs one
     * question to the cluster and waits for no other step.
     */
    public void catchUp() {
        if (ends != consumer && !reached.isEmpty() && hasReached(ends())) {
            return;
        }
        turn.lock();
        try {
            assign();
            Map<TopicPartition, Long> ends = ends();
            while (!hasReached(ends)) {
                handOver(POLL);
            }
        } finally {
            turn.unlock();
        }
    }

    private Map<TopicPartition, Long> ends() {
        asking.lock();
        try {
            return ends.endOffsets(partitions);
        } finally {
            asking.unlock();
        }
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> reached.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    @Override
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void onClose() {
        turn.lock();
        try {
            GrouplessConsumers.close(consumer);
            if (ends != consumer) {
                asking.lock();
                try {
                    GrouplessConsumers.close(ends);
                } finally {
                    asking.unlock();
                }
            }
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
        for (TopicPartition partition : partitions) {
            reached.put(partition, consumer.position(partition));
        }
        return rows;
    }
}
