package vn.truc.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TopicSpec;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.exchange.ExchangeTopics;

/** What the roles that run as processes of their own have in common. */
final class RoleOptions {

    @Mixin
    final PlanOptions plan = new PlanOptions();

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    final MetricsOptions metrics = new MetricsOptions();

    @Mixin
    final LoggingOptions logging = new LoggingOptions();

    /** A cluster that answered, with the topics of the scenario. */
    KafkaSettings prepare(Scenario scenario) {
        TopicNames topics = kafka.topics();
        KafkaSettings cluster = kafka.cluster();
        ExchangeTopics.ensure(
                cluster,
                ExchangeTopics.specs(
                        topics,
                        scenario.partitions(),
                        TopicSpec.BROKER_DEFAULT_REPLICATION,
                        scenario.limits().bodyBytes()));
        return cluster;
    }

    /** Whom a verifying role trusts. */
    static final class Trust {

        @Option(
                names = "--trust-anchor",
                paramLabel = "FILE",
                description = "The certificate of the authority, PEM or DER; without it the one in the directory is"
                        + " pinned, with a warning.")
        @Nullable
        Path file;

        @Nullable
        TrustAnchor anchor() {
            if (file == null) {
                return null;
            }
            try {
                return TrustAnchor.read(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new IllegalArgumentException("--trust-anchor: cannot read " + file + ": " + e.getMessage(), e);
            }
        }
    }
}
