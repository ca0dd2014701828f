package vn.truc.simulator.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vn.truc.runtime.kafka.KafkaSettings;

/** What is committed on a topic by now. */
public final class CommittedRecords {

    private CommittedRecords() {}

    /** All records, in the order of each partition. */
    public static List<ConsumerRecord<byte[], byte[]>> of(KafkaSettings kafka, String topic) {
        try (KafkaConsumer<byte[], byte[]> reader = reader(kafka)) {
            List<TopicPartition> partitions = partitions(reader, topic);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** How far each partition reaches. */
    public static Map<TopicPartition, Long> ends(KafkaSettings kafka, String topic) {
        try (KafkaConsumer<byte[], byte[]> reader = reader(kafka)) {
            return reader.endOffsets(partitions(reader, topic));
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reader, String topic) {
        return reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> reader(KafkaSettings kafka) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new KafkaConsumer<>(kafka.consumer("test", Map.of(), Map.of()), bytes, bytes);
    }
}
