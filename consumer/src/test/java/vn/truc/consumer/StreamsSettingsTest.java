package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.TopicNames;

final class StreamsSettingsTest {

    private final AtomicLong polledBatches = new AtomicLong();
    private final ShareOptions options = ShareOptions.on(TopicNames.of("truc.")).withThreads(3);

    @Test
    void theLibraryReadsCommittedRecordsAndWritesInTransactions() {
        StreamsConfig config = config(Map.of("security.protocol", "PLAINTEXT"));

        Map<String, Object> consumer = config.getMainConsumerConfigs("group", "client", 0);
        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG)).isEqualTo(3);
        assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(500);
        assertThat(consumer)
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000)
                .containsEntry("security.protocol", "PLAINTEXT");
        assertThat(config.getProducerConfigs("client")).containsEntry(ProducerConfig.LINGER_MS_CONFIG, 100);
    }

    @Test
    void everyBatchThatIsPolledIsCounted() {
        Map<String, Object> consumer = config(Map.of()).getMainConsumerConfigs("group", "client", 0);
        ConsumerConfig settings = new ConsumerConfig(ConsumerConfig.appendDeserializerToConfig(
                consumer,
                new org.apache.kafka.common.serialization.ByteArrayDeserializer(),
                new org.apache.kafka.common.serialization.ByteArrayDeserializer()));
        @SuppressWarnings("unchecked")
        ConsumerInterceptor<byte[], byte[]> interceptor = settings.getConfiguredInstances(
                        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, ConsumerInterceptor.class)
                .get(0);

        interceptor.onConsume(ConsumerRecords.empty());
        interceptor.onConsume(ConsumerRecords.empty());

        assertThat(polledBatches).hasValue(2);
    }

    @Test
    void aUsersOwnSettingWinsUnlessItBreaksTheGuarantees() {
        assertThat(config(Map.of("commit.interval.ms", "30")).getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG))
                .isEqualTo(30);
        StreamsConfig own =
                config(Map.of("session.timeout.ms", "20000", "linger.ms", "7", "fetch.max.bytes", "1000000"));
        assertThat(own.getMainConsumerConfigs("group", "client", 0))
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "20000")
                .containsEntry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1000000");
        assertThat(config(Map.of("consumer.fetch.max.wait.ms", "7")).getMainConsumerConfigs("group", "client", 0))
                .containsEntry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "7");
        assertThat(own.getProducerConfigs("client")).containsEntry(ProducerConfig.LINGER_MS_CONFIG, "7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of("processing.guarantee", "at_least_once")))
                .withMessageContaining("processing.guarantee=at_least_once");
    }

    @Test
    void impossibleOptionsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withThreads(0))
                .withMessage("threads is 0, must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withWindows(Duration.ZERO, Duration.ZERO))
                .withMessage("windowSize is PT0S, must be 1 ms or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withWindows(Duration.ofDays(1), Duration.ofDays(-1)))
                .withMessageStartingWith("windowGrace is");
    }

    private StreamsConfig config(Map<String, String> users) {
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of(
                new KafkaSettings("localhost:1", users), options, Path.of("/nowhere"), polledBatches));
        return new StreamsConfig(settings);
    }
}
