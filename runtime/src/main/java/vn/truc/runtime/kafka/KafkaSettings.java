package vn.truc.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is and what the user wants every client to use (TLS, SASL, anything), and the settings that each
 * kind of client gets from that.
 *
 * <p>Three layers, the later one wins: a role's defaults, the user's own settings, and what a role requires for its
 * guarantees. A user's setting that contradicts a required one is refused rather than silently dropped.
 *
 * @param bootstrapServers addresses as Kafka takes them, {@code host:port[,host:port]}
 * @param userSettings from {@code --kafka-config}; empty when there is none
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> userSettings) {

    /** How long a producer keeps trying; the longest that Kafka knows, so that a broker's absence loses nothing. */
    public static final int DELIVERY_TIMEOUT_MILLIS = Integer.MAX_VALUE;

    /**
     * A machine that is gone does not say so: a client finds out when an answer does not come. Kafka's 30 s would be the
     * time for which a router stands still with its whole group behind it.
     */
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    /**
     * The first of a row of waits that double. Kafka's 100 ms is long for what a client meets at its start, three times in a
     * row: a coordinator, a topic, a transaction that is there in a moment.
     */
    private static final int RETRY_BACKOFF_MILLIS = 20;

    /**
     * The buffers of connections grow with what passes through. Kafka's fixed ones (64 KiB to receive) are hardly larger than
     * a packet of the loopback interface: where a reader is late for a moment, one does not fit and is dropped, and Linux
     * sends it again after 200 ms at the earliest (docs/decisions/0013-buffers-of-the-system.md).
     */
    private static final int AS_THE_SYSTEM_HAS_IT = -1;

    /**
     * How long a broker that has nothing new lets a member of a group wait for its answer. A member that leaves waits for
     * this answer first (see {@link GrouplessConsumers}), and those who take over its work wait for the member.
     */
    public static final int MEMBER_FETCH_WAIT_MILLIS = 100;

    private static final int BULK_BYTES = 1 << 20;
    private static final int BULK_RECORDS = 10_000;

    public KafkaSettings {
        userSettings = Map.copyOf(userSettings);
    }

    /** Names the settings and not their values: there are passwords among them. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", " + new TreeSet<>(userSettings.keySet()) + "]";
    }

    /** Settings with nothing from the user. */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Map.of());
    }

    /**
     * An idempotent producer that waits for all in-sync replicas, retries without end and makes its caller wait, not
     * fail, when its buffer is full.
     *
     * <p>It has one request under way to each broker. With several, the second may be written where the first is refused by a
     * broker that has just started, and the first is then out of sequence for good (KAFKA-15591).
     */
    public Map<String, Object> producer(String clientId, Map<String, ?> defaults, Map<String, ?> required) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        settings.putAll(defaults);
        Map<String, Object> musts = new HashMap<>(required);
        musts.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        musts.put(ProducerConfig.ACKS_CONFIG, "all");
        musts.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return layered(clientId, settings, musts);
    }

    /** A consumer that sees committed records only and never commits by itself. */
    public Map<String, Object> consumer(String clientId, Map<String, ?> defaults, Map<String, ?> required) {
        Map<String, Object> settings = new HashMap<>(defaults);
        settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        Map<String, Object> musts = new HashMap<>(required);
        musts.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        musts.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        musts.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return layered(clientId, settings, musts);
    }

    /**
     * Defaults of a consumer that would rather be given much at once than soon: what it reads is a picture of the last
     * seconds, and each answer costs the broker and the reader the same whether it holds one record or thousands.
     *
     * @param patience how long a record may wait for others before it is handed over
     */
    public static Map<String, Object> inBulk(Duration patience) {
        return Map.of(
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG, BULK_BYTES,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(patience.toMillis()),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BULK_RECORDS);
    }

    /** An admin client. */
    public Map<String, Object> admin(String clientId) {
        Map<String, Object> defaults = Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000,
                // the client refuses a call that may take less time than one request
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return layered(clientId, defaults, Map.of());
    }

    /** Settings for a library that makes its own clients, as Kafka Streams does. */
    public Map<String, Object> library(Map<String, ?> defaults, Map<String, ?> required) {
        return layered(null, defaults, required);
    }

    private Map<String, Object> layered(@Nullable String clientId, Map<String, ?> defaults, Map<String, ?> required) {
        Map<String, Object> settings = new HashMap<>(defaults);
        // what clients measure is exported for Prometheus; registered with JMX as well, it slows every start
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MILLIS);
        settings.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(CommonClientConfigs.RECEIVE_BUFFER_CONFIG, AS_THE_SYSTEM_HAS_IT);
        settings.put(CommonClientConfigs.SEND_BUFFER_CONFIG, AS_THE_SYSTEM_HAS_IT);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MILLIS);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.putAll(userSettings);
        required.forEach((key, value) -> {
            String asked = userSettings.get(key);
            if (asked != null && !asked.equals(value.toString())) {
                throw new IllegalArgumentException("--kafka-config sets " + key + "=" + asked + ", but exactly-once"
                        + " delivery requires " + key + "=" + value + "; remove that line");
            }
            settings.put(key, value);
        });
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        if (clientId != null) {
            settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        }
        return settings;
    }
}
