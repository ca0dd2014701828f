package vn.truc.simulator.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.truc.runtime.kafka.ClusterProbe;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.Topic;

/** Which cluster, and how to talk to it. */
final class KafkaOptions {

    private static final Duration PROBE_WAIT = Duration.ofSeconds(12);
    private static final String DEFAULT_ADDRESS = "localhost:9092";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description =
                    "The Kafka cluster. run and capacity start one in this process without it; the others then take "
                            + DEFAULT_ADDRESS + ".")
    @Nullable
    String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Settings for every Kafka client (TLS, SASL), as a properties file.")
    @Nullable
    Path kafkaConfig;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What stands before every topic name (default: ${DEFAULT-VALUE}).")
    String topicPrefix = Topic.DEFAULT_PREFIX;

    /** The settings when a cluster was named, else null. */
    @Nullable
    KafkaSettings givenCluster() {
        return bootstrapServers == null ? null : new KafkaSettings(bootstrapServers, userSettings());
    }

    /** The settings of a cluster that answered. */
    KafkaSettings cluster() {
        String address = bootstrapServers == null ? DEFAULT_ADDRESS : bootstrapServers;
        KafkaSettings kafka = new KafkaSettings(address, userSettings());
        ClusterProbe.check(kafka, PROBE_WAIT);
        return kafka;
    }

    private Map<String, String> userSettings() {
        Map<String, String> settings = new HashMap<>();
        if (kafkaConfig != null) {
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(kafkaConfig)) {
                properties.load(in);
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "--kafka-config: cannot read " + kafkaConfig + ": " + e.getMessage(), e);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        return settings;
    }
}
