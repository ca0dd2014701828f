package vn.truc.benchmarks.peers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vn.truc.runtime.kafka.KafkaSettings;

/**
 * Clients of the chains that are compared. The tuned ones are set as the exchange's own: as {@code DocumentProducer} and
 * {@code RouterClients} set theirs. The plain ones are as Kafka gives them.
 */
final class ChainClients {

    private static final int BATCH_BYTES = 128 * 1024;
    private static final long BUFFER_BYTES = 64L * 1024 * 1024;
    private static final String COMPRESSION = "lz4";
    private static final int POLL_RECORDS_MAX = 2_000;

    private final KafkaSettings kafka;
    private final String prefix;

    ChainClients(KafkaSettings kafka, String prefix) {
        this.kafka = kafka;
        this.prefix = prefix;
    }

    /** How the exchange's issuing workers send, beyond what {@link KafkaSettings} sets. */
    static Map<String, Object> sending() {
        return Map.of(
                ProducerConfig.LINGER_MS_CONFIG, 2,
                ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION);
    }

    /** A producer as the issuing workers'. */
    Producer<byte[], byte[]> tunedProducer() {
        return producer(kafka.producer(prefix + "source", sending(), Map.of()));
    }

    /** A producer as the router's, its transactions ready to begin. */
    Producer<byte[], byte[]> transactionalProducer() {
        Map<String, Object> defaults = new HashMap<>(sending());
        defaults.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        Map<String, Object> required = Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix + "copy");
        Producer<byte[], byte[]> producer = producer(kafka.producer(prefix + "copy", defaults, required));
        producer.initTransactions();
        return producer;
    }

    /** A consumer of committed records at the start of a topic. */
    Consumer<byte[], byte[]> tunedConsumer(String topic) {
        Map<String, Object> defaults =
                Map.of(ConsumerConfig.GROUP_ID_CONFIG, topic, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
        return atStart(kafka.consumer(topic + "-reader", defaults, Map.of()), topic);
    }

    /** A producer with nothing set. */
    Producer<byte[], byte[]> plainProducer() {
        return producer(
                new HashMap<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) kafka.bootstrapServers())));
    }

    /** A consumer that commits when it is told to, at the start of a topic. */
    Consumer<byte[], byte[]> plainConsumer(String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topic);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return atStart(settings, topic);
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** All partitions, without a group to join, and connected before time is taken. */
    private static Consumer<byte[], byte[]> atStart(Map<String, Object> settings, String topic) {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}
