package vn.truc.benchmarks.peers;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import vn.truc.runtime.agent.Agent;
import vn.truc.simulator.exchange.RoleStarter;

/** Copies records from topic to topic exactly once, in transactions as long as the router's. */
final class TransactionalCopy implements Agent {

    private static final Duration POLL_MAX = Duration.ofMillis(50);

    /** As the router: committing takes at most one part in so many of the time. */
    private static final int COMMIT_TIME_PARTS = 4;

    private static final long STRETCHED_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final String to;
    private final long intervalNanos;
    private final boolean stretches;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private boolean open;
    private long dueNanos;
    private long stretchedNanos;

    TransactionalCopy(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, String to) {
        this(consumer, producer, to, RoleStarter.COMMIT_INTERVAL, true);
    }

    /**
     * @param interval how long a transaction stays open
     * @param stretches whether it stays open for longer where committing takes much of the time
     */
    TransactionalCopy(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            String to,
            Duration interval,
            boolean stretches) {
        this.intervalNanos = interval.toNanos();
        this.stretches = stretches;
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
            dueNanos = System.nanoTime() + Math.max(intervalNanos, stretchedNanos);
        }
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            var unused = producer.send(new ProducerRecord<>(to, record.key(), record.value()));
        }
        offsets.putAll(polled.nextOffsets());
    }

    private void commit() {
        long began = System.nanoTime();
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        offsets.clear();
        open = false;
        stretchedNanos =
                !stretches ? 0 : Math.min(STRETCHED_NANOS_MAX, (COMMIT_TIME_PARTS - 1) * (System.nanoTime() - began));
    }
}
