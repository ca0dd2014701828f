package vn.truc.consumer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.SizeLimits;

/** How Kafka Streams is set for this role. */
final class StreamsSettings {

    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final int HEARTBEAT_INTERVAL_MILLIS = 3_000;

    /** Nobody sees a receipt or a count before its commit, which sends what still waits; until then batches may fill. */
    private static final int LINGER_MILLIS = 100;

    private static final int BATCH_BYTES = 128 << 10;
    private static final long CACHE_BYTES = 32L << 20;

    private StreamsSettings() {}

    /** @param polledBatches is increased by every batch of records that any thread is given */
    static Map<String, Object> of(
            KafkaSettings settings, ShareOptions options, Path stateDirectory, AtomicLong polledBatches) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        Map<String, Object> consumers = new HashMap<>();
        // an instance that is killed is missed, and its work taken over, after this time
        consumers.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        consumers.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MILLIS);
        Map<String, Object> producers = new HashMap<>();
        producers.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        producers.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // since Kafka 4.0 every transaction numbers its batches anew; a second batch that arrives while the first still
        // has its partition added is refused and sent again, which costs more than it gains
        producers.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // a dead letter is larger than the copy that it holds; how large it may be is for the topic to say
        SizeLimits sizes = SizeLimits.widest();
        producers.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, sizes.deadLetterBytesMax());
        producers.put(ProducerConfig.BUFFER_MEMORY_CONFIG, sizes.bufferBytes());
        Map<String, Object> mainConsumers = new HashMap<>();
        mainConsumers.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, KafkaSettings.MEMBER_FETCH_WAIT_MILLIS);
        mainConsumers.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, SizeLimits.FETCH_BYTES);
        mainConsumers.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SizeLimits.PARTITION_FETCH_BYTES);
        Set<String> users = settings.userSettings().keySet();
        addDefaults(defaults, StreamsConfig::consumerPrefix, consumers, users);
        addDefaults(defaults, StreamsConfig::producerPrefix, producers, users);
        addDefaults(defaults, StreamsConfig::mainConsumerPrefix, mainConsumers, users);
        // the state is small enough to be read where it is needed; waiting for a warm-up would leave a new
        // instance without counting work for minutes
        defaults.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);

        // to wait for a partition that has records elsewhere keeps the topics of a task closer to the order of their
        // dates;
        // the library asks that for each record and writes a text for each answer, a fifth of all work here
        defaults.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);

        defaults.put(StreamsConfig.APPLICATION_ID_CONFIG, options.topics().consumerGroup());
        defaults.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, options.threads());
        defaults.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                options.commitInterval().toMillis());
        // a thread that waits for records does nothing else, so it waits no longer than until the next look
        defaults.put(StreamsConfig.POLL_MS_CONFIG, IdleCommit.EVERY.toMillis());
        defaults.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());

        Map<String, Object> required = new HashMap<>();
        required.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        required.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                List.of(PolledBatches.class));
        required.put(StreamsConfig.mainConsumerPrefix(PolledBatches.COUNTER), polledBatches);
        return settings.library(defaults, required);
    }

    /** For the library what has a prefix wins, and a user's own setting need not have one, or only that of all consumers. */
    private static void addDefaults(
            Map<String, Object> defaults,
            UnaryOperator<String> prefix,
            Map<String, Object> ofClients,
            Set<String> users) {
        ofClients.forEach((key, value) -> {
            if (!users.contains(key) && !users.contains(StreamsConfig.consumerPrefix(key))) {
                defaults.put(prefix.apply(key), value);
            }
        });
    }
}
