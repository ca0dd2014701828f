package vn.truc.consumer;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the batches of records that the consumers of all threads are given, so that {@link Agencies} can tell
 * whether a record was polled before or after the directory was read.
 *
 * <p>The library makes it, so it is public and finds its counter among the settings.
 */
public final class PolledBatches implements ConsumerInterceptor<byte[], byte[]> {

    /** The setting that holds the counter, an {@link AtomicLong}. */
    static final String COUNTER = "truc.polled.batches";

    private AtomicLong counter = new AtomicLong();

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(COUNTER) instanceof AtomicLong shared) {
            counter = shared;
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        counter.incrementAndGet();
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
