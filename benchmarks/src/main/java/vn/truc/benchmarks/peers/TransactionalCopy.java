package vn.truc.benchmarks.peers;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import vn.truc.runtime.agent.Agent;

/** Copies records from topic to topic exactly once, in transactions of a given length. */
final class TransactionalCopy implements Agent {

    private static final Duration POLL_MAX = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final String to;
    private final long intervalNanos;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private boolean open;
    private long dueNanos;

    /** @param interval how long a transaction stays open */
    TransactionalCopy(
            Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, String to, Duration interval) {
        this.intervalNanos = interval.toNanos();
        this.consumer = consumer;
        this.producer = producer;
        this.to = to;
        // asks for the topic's metadata before time is taken
        producer.partitionsFor(to);
    }

    @Override
    public String name() {
        return to + "-copy";
    }

    @Override
    public int doWork() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(pollTime());
        if (!polled.isEmpty()) {
            copy(polled);
        }
        if (open && System.nanoTime() - dueNanos >= 0) {
            commit();
        }
        return polled.count();
    }

    @Override
    public void onClose() {
        producer.close();
        consumer.close();
    }

    private Duration pollTime() {
        return open ? Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime())) : POLL_MAX;
    }

    private void copy(ConsumerRecords<byte[], byte[]> polled) {
        if (!open) {
            producer.beginTransaction();
            open = true;
            dueNanos = System.nanoTime() + intervalNanos;
        }
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            var unused = producer.send(new ProducerRecord<>(to, record.key(), record.value()));
        }
        offsets.putAll(polled.nextOffsets());
    }

    private void commit() {
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        offsets.clear();
        open = false;
    }
}
