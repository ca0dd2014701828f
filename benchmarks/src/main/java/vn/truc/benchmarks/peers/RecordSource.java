package vn.truc.benchmarks.peers;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.agent.Agent;

/** Sends so many records as fast as the cluster takes them. */
final class RecordSource implements Agent {

    private static final int STEP_RECORDS = 500;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final long records;
    private final LongFunction<byte[]> values;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Callback onSent = (metadata, trouble) -> {
        if (trouble != null) {
            failure.compareAndSet(null, trouble);
        }
    };
    private long sent;

    /** @param values the value of record <i>n</i> */
    RecordSource(Producer<byte[], byte[]> producer, String topic, long records, LongFunction<byte[]> values) {
        this.producer = producer;
        this.topic = topic;
        this.records = records;
        this.values = values;
        // asks for the topic's metadata before time is taken
        producer.partitionsFor(topic);
    }

    @Override
    public String name() {
        return topic + "-source";
    }

    @Override
    public int doWork() {
        Exception trouble = failure.get();
        if (trouble != null) {
            throw new KafkaException("a record could not be sent: " + trouble.getMessage(), trouble);
        }
        if (sent == records) {
            LockSupport.parkNanos(this, IDLE_NANOS);
            return 0;
        }
        long end = Math.min(records, sent + STEP_RECORDS);
        int step = (int) (end - sent);
        while (sent < end) {
            var unused = producer.send(new ProducerRecord<>(topic, values.apply(sent)), onSent);
            sent++;
        }
        return step;
    }

    @Override
    public void onClose() {
        producer.close();
    }
}
