package vn.truc.simulator.exchange;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vn.truc.producer.emission.Plan;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.broker.TestCluster;

/** Exchanges on a real broker, each under a prefix of its own, and a look at what lies in their topics. */
final class TestExchange implements AutoCloseable {

    private final TestCluster cluster = TestCluster.start();
    private final KafkaSettings kafka = KafkaSettings.of(cluster.bootstrapServers());

    KafkaSettings kafka() {
        return kafka;
    }

    ExchangeRun run(Plan plan, String prefix) {
        return new ExchangeRun(plan, options(prefix), meters(), progress -> {});
    }

    ExchangeOptions options(String prefix) {
        return ExchangeOptions.forCores(kafka, TopicNames.of(prefix), null, 2);
    }

    static Meters meters() {
        return new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /** Writes past all rules, as anybody who reaches the cluster may. */
    void write(String topic, byte[] key, Iterable<byte[]> values) {
        try (KafkaProducer<byte[], byte[]> stranger = new KafkaProducer<>(
                kafka.producer("stranger", Map.of("max.request.size", SizeLimits.BODY_BYTES_MAX), Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] value : values) {
                var unused = stranger.send(new ProducerRecord<>(topic, key, value));
            }
        }
    }

    /** What is committed on a topic by now. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return CommittedRecords.of(kafka, topic);
    }

    /** How many records, of any transaction, have been written to a topic by now. */
    long end(String topic) {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                kafka.consumer("end", Map.of(), Map.of("isolation.level", "read_uncommitted")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return reader.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** The dead letters by now. */
    List<DeadLetter> letters(String prefix) {
        try {
            List<DeadLetter> letters = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records(prefix + "dead-letter")) {
                letters.add(Wire.DEAD_LETTER.decode(record.value()));
            }
            return letters;
        } catch (UnreadableRecordException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
