package vn.truc.simulator.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.SizeLimits;

/** Reads all partitions of a topic from the beginning, committed records only, and later on from where it stopped. */
final class TopicScan implements AutoCloseable {

    /** It has nothing to commit. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    TopicScan(KafkaSettings kafka, String topic) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        this.consumer = new KafkaConsumer<>(
                kafka.consumer(
                        "truc-audit-" + topic,
                        Map.of("max.poll.records", 10_000, "fetch.max.bytes", SizeLimits.FETCH_BYTES),
                        Map.of()),
                bytes,
                bytes);
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** How far the topic reaches now. */
    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** Hands over what lies before {@code ends} and was not handed over yet; returns how many records. */
    long readTo(Map<TopicPartition, Long> ends, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> onRecord) {
        long read = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                onRecord.accept(record);
                read++;
            }
        }
        return read;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WAIT));
    }
}
