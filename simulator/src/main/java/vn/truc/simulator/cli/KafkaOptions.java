package vn.truc.simulator.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.truc.producer.emission.Labels;
import vn.truc.runtime.kafka.ClusterProbe;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/** Which cluster, and how to talk to it. */
final class KafkaOptions {

    private static final Duration PROBE_WAIT = Duration.ofSeconds(12);
    private static final String DEFAULT_ADDRESS = "localhost:9092";

    private static final String OWN_PROTOCOL = CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL;

    private static final Pattern SECRETS = Pattern.compile("password|jaas|keystore\\.key|secret");

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
            description = "Settings for every Kafka client (TLS, SASL, tuning), as a properties file. run and"
                    + " capacity take it with a broker of their own, too.")
    @Nullable
    Path kafkaConfig;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What stands before the name of every topic that is not given (default: ${DEFAULT-VALUE}).")
    String topicPrefix = Topic.DEFAULT_PREFIX;

    @Option(
            names = "--outbox-topic",
            paramLabel = "TOPIC",
            description = "The topic of issued documents (default: outbox behind the prefix).")
    @Nullable
    String outbox;

    @Option(
            names = "--inbox-topic",
            paramLabel = "[LEVEL=]TOPIC",
            split = ",",
            description =
                    "The topic of copies for addressees: one for all levels, or with commune=, district=, provincial="
                            + " or central= for a level; repeatable.")
    List<String> inboxes = new ArrayList<>();

    /**
     * What the topics are called.
     *
     * @throws IllegalArgumentException when an option is wrong
     */
    TopicNames topics() {
        TopicNames names = TopicNames.of(topicPrefix);
        try {
            if (outbox != null) {
                names = names.withOutbox(outbox);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--outbox-topic: " + e.getMessage(), e);
        }
        for (String inbox : inboxes) {
            names = withInbox(names, inbox);
        }
        return names;
    }

    /**
     * For a command that makes topics of its own.
     *
     * @throws IllegalArgumentException when outbox or inboxes are given
     */
    void requireNoNamedTopics() {
        if (outbox != null || !inboxes.isEmpty()) {
            throw new IllegalArgumentException((outbox != null ? "--outbox-topic" : "--inbox-topic")
                    + ": this command makes topics of its own; say with --topic-prefix what their names begin with");
        }
    }

    private TopicNames withInbox(TopicNames names, String inbox) {
        int equals = inbox.indexOf('=');
        if (equals < 0 && inboxes.size() > 1) {
            throw new IllegalArgumentException("--inbox-topic: '" + inbox + "' names no level; either one topic for all"
                    + " levels, or LEVEL=TOPIC for each");
        }
        TopicNames changed = names;
        String label = equals < 0 ? "" : inbox.substring(0, equals);
        boolean found = false;
        try {
            for (AdministrativeLevel level : AdministrativeLevel.values()) {
                if (equals < 0 || label.equals(Labels.of(level))) {
                    changed = changed.withInbox(level, inbox.substring(equals + 1));
                    found = true;
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--inbox-topic: " + e.getMessage(), e);
        }
        if (!found) {
            throw new IllegalArgumentException(
                    "--inbox-topic: '" + label + "' is no level; commune, district, provincial or central");
        }
        return changed;
    }

    /** The settings when a cluster was named, else null. */
    @Nullable
    KafkaSettings givenCluster() {
        return bootstrapServers == null ? null : new KafkaSettings(bootstrapServers, userSettings());
    }

    /**
     * The user's settings, for clients of a broker that the command starts.
     *
     * @throws IllegalArgumentException when they are for a broker that speaks otherwise
     */
    Map<String, String> settingsForOwnBroker() {
        Map<String, String> settings = userSettings();
        String protocol = settings.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, OWN_PROTOCOL);
        if (!protocol.equals(OWN_PROTOCOL)) {
            throw new IllegalArgumentException("--kafka-config sets security.protocol=" + protocol
                    + ", which the broker that this command starts does not speak; name the cluster that does with"
                    + " --bootstrap-servers");
        }
        return settings;
    }

    /** The settings of a cluster that answered. */
    KafkaSettings cluster() {
        String address = bootstrapServers == null ? DEFAULT_ADDRESS : bootstrapServers;
        KafkaSettings kafka = new KafkaSettings(address, userSettings());
        ClusterProbe.check(kafka, PROBE_WAIT);
        return kafka;
    }

    private static boolean holdsSecrets(Set<String> names) {
        return names.stream().anyMatch(name -> SECRETS.matcher(name).find());
    }

    private Map<String, String> userSettings() {
        Map<String, String> settings = new HashMap<>();
        if (kafkaConfig != null) {
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(kafkaConfig)) {
                properties.load(in);
                PrivateFile.requireIf(holdsSecrets(properties.stringPropertyNames()), kafkaConfig, "--kafka-config");
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "--kafka-config: cannot read " + kafkaConfig + ": " + e.getMessage(), e);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        return settings;
    }
}
