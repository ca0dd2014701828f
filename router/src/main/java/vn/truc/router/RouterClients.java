package vn.truc.router;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.kafka.GrouplessConsumers;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.wire.SizeLimits;

/** The Kafka clients of one router; a test gives mocks instead. */
interface RouterClients {

    /**
     * After this time the cluster gives up a transaction whose router is gone, and others may go on; unless the user's
     * settings say otherwise, for copies of one document that take longer.
     */
    Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    /** The member of the routers' group that reads the outbox. */
    Consumer<byte[], byte[]> outbox();

    /** A transactional producer, not yet initialised; asked for again when one became unusable. */
    Producer<byte[], byte[]> producer();

    /** A reader of the duplicate index, without a group. */
    Consumer<byte[], byte[]> seen();

    /**
     * The ends of partitions, including records of transactions that are not yet decided.
     */
    Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions);

    /** Closes what only {@link #uncommittedEnds} uses; the others belong to whoever asked for them. */
    void close();

    /** Clients of a real cluster, whose own metrics are exported with the router's. */
    static RouterClients of(KafkaSettings kafka, RouterSettings settings, Meters meters) {
        return new OfCluster(kafka, settings, meters);
    }

    /** Clients of a real cluster. */
    final class OfCluster implements RouterClients {

        private static final ByteArrayDeserializer BYTES = new ByteArrayDeserializer();

        /**
         * Longer than most transactions: nobody sees a copy before the commit, which sends what still waits. Until then
         * batches may fill, and the cluster has fewer of them to take in.
         */
        private static final int LINGER_MILLIS = 100;

        private final KafkaSettings kafka;
        private final RouterSettings settings;
        private final Meters meters;
        private final Consumer<byte[], byte[]> uncommitted;
        private @Nullable KafkaClientMetrics ofOutbox;
        private @Nullable KafkaClientMetrics ofProducer;

        private OfCluster(KafkaSettings kafka, RouterSettings settings, Meters meters) {
            this.kafka = kafka;
            this.settings = settings;
            this.meters = meters;
            this.uncommitted = new KafkaConsumer<>(
                    kafka.consumer(
                            settings.clientId() + "-ends",
                            Map.of(),
                            Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted")),
                    BYTES,
                    BYTES);
        }

        @Override
        public Consumer<byte[], byte[]> outbox() {
            Map<String, Object> defaults = Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    2_000,
                    ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                    SizeLimits.FETCH_BYTES,
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    SizeLimits.PARTITION_FETCH_BYTES,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    KafkaSettings.MEMBER_FETCH_WAIT_MILLIS,
                    ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                    10_000,
                    ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                    2_000);
            Map<String, Object> required = Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG, settings.groupId(),
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
            var consumer = new KafkaConsumer<>(
                    kafka.consumer(settings.clientId() + "-outbox", defaults, required), BYTES, BYTES);
            ofOutbox = meters.bind(ofOutbox, new KafkaClientMetrics(consumer));
            return consumer;
        }

        @Override
        public Producer<byte[], byte[]> producer() {
            Map<String, Object> defaults = new HashMap<>();
            defaults.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
            defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
            SizeLimits sizes = new SizeLimits(settings.policy().bodyBytesMax());
            defaults.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, sizes.deadLetterBytesMax());
            defaults.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
            defaults.put(ProducerConfig.BUFFER_MEMORY_CONFIG, sizes.bufferBytes());
            defaults.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
            defaults.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
            Map<String, Object> required = Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId());
            var producer = new KafkaProducer<>(
                    kafka.producer(settings.clientId(), defaults, required),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            ofProducer = meters.bind(ofProducer, new KafkaClientMetrics(producer));
            return producer;
        }

        @Override
        public Consumer<byte[], byte[]> seen() {
            return new KafkaConsumer<>(kafka.consumer(settings.clientId() + "-seen", Map.of(), Map.of()), BYTES, BYTES);
        }

        @Override
        public Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions) {
            return uncommitted.endOffsets(partitions);
        }

        @Override
        public void close() {
            GrouplessConsumers.close(uncommitted);
            Meters.unbind(ofOutbox);
            Meters.unbind(ofProducer);
        }
    }
}
