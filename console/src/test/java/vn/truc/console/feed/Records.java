package vn.truc.console.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** What a poll gives. */
final class Records {

    private Records() {}

    static ConsumerRecord<byte[], byte[]> record(long timestamp, byte[] value) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    static ConsumerRecords<byte[], byte[]> polled(List<ConsumerRecord<byte[], byte[]>> records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition("topic", 0), records), Map.of());
    }
}
