package vn.truc.benchmarks.peers;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import vn.truc.runtime.agent.Agent;

/** Checks records, passes them on and commits: at least once, as most are written. */
final class PlainRelay implements Agent {

    private static final Duration POLL_MAX = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final String to;
    private final java.util.function.Consumer<byte[]> check;

    /** @param check takes each value and throws when it is not what was sent */
    PlainRelay(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            String to,
            java.util.function.Consumer<byte[]> check) {
        this.consumer = consumer;
        this.producer = producer;
        this.to = to;
        this.check = check;
        producer.partitionsFor(to);
    }

    @Override
    public String name() {
        return to + "-relay";
    }

    @Override
    public int doWork() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL_MAX);
        if (polled.isEmpty()) {
            return 0;
        }
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            check.accept(record.value());
            var unused = producer.send(new ProducerRecord<>(to, record.key(), record.value()));
        }
        producer.flush();
        consumer.commitSync();
        return polled.count();
    }

    @Override
    public void onClose() {
        producer.close();
        consumer.close();
    }
}
