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

/** Copies records without transactions: what {@link TransactionalCopy} is without what makes it exact. */
final class PlainCopy implements Agent {

    private static final Duration POLL_MAX = Duration.ofMillis(50);
    private static final long COMMIT_NANOS = Duration.ofMillis(50).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final String to;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private long committedNanos = System.nanoTime();

    PlainCopy(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, String to) {
        this.consumer = consumer;
        this.producer = producer;
        this.to = to;
        producer.partitionsFor(to);
    }

    @Override
    public String name() {
        return to + "-plain-copy";
    }

    @Override
    public int doWork() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL_MAX);
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            var unused = producer.send(new ProducerRecord<>(to, record.key(), record.value()));
        }
        offsets.putAll(polled.nextOffsets());
        if (!offsets.isEmpty() && System.nanoTime() - committedNanos > COMMIT_NANOS) {
            consumer.commitAsync(Map.copyOf(offsets), null);
            committedNanos = System.nanoTime();
        }
        return polled.count();
    }

    @Override
    public void onClose() {
        producer.close();
        consumer.close();
    }
}
