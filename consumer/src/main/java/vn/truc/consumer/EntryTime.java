package vn.truc.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Gives each entry its place in simulated time, so that a task that has fallen behind takes receipts, register and
 * refusals in the order of their dates. Record timestamps are of no use for that: they are of the wall clock.
 *
 * <p>An entry without a usable date takes the time of its partition. What these times decide is only the order; whether
 * an event is late is decided by {@link vn.truc.consumer.share.WindowClock}, which a forged date cannot drive.
 */
final class EntryTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long otherwise = Math.max(0, partitionTime);
        return record.value() instanceof Entry entry ? entry.orderMillis(otherwise) : otherwise;
    }
}
