package vn.truc.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.truc.console.ConsoleMetric;
import vn.truc.consumer.ConsumerMetric;
import vn.truc.producer.ProducerMetric;
import vn.truc.router.RouterMetric;
import vn.truc.runtime.metrics.MetricDeclaration;
import vn.truc.runtime.metrics.MetricSpec;
import vn.truc.simulator.cli.SimulatorMetric;

/** Holds docs/METRICS.md against the declarations; writes it when asked with {@code -Dtruc.docs.write=true}. */
class MetricsReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "METRICS.md");

    @Test
    void theReferenceSaysWhatTheRolesExport() throws IOException {
        String generated = reference();
        if (Boolean.getBoolean("truc.docs.write")) {
            Files.writeString(REFERENCE, generated);
        }

        assertThat(Files.readString(REFERENCE))
                .as("docs/METRICS.md is stale; mvn -B -pl simulator -am test -Dtruc.docs.write=true writes it")
                .isEqualTo(generated);
    }

    @Test
    void aNameMeansTheSameInEveryModule() {
        Map<String, MetricDeclaration> byName = new TreeMap<>();
        declarations().forEach(spec -> {
            MetricDeclaration declaration = spec.declaration();
            MetricDeclaration earlier = byName.putIfAbsent(declaration.prometheusName(), declaration);
            if (earlier != null) {
                assertThat(declaration.labels()).as(declaration.meterName()).isEqualTo(earlier.labels());
                assertThat(declaration.kind()).as(declaration.meterName()).isEqualTo(earlier.kind());
            }
        });
    }

    @Test
    void everythingThatTheDesignPromisesIsThere() {
        assertThat(declarations().map(spec -> spec.declaration().prometheusName()))
                .contains(
                        "truc_documents_issued_total",
                        "truc_documents_routed_total",
                        "truc_documents_refused_total",
                        "truc_deliveries_total",
                        "truc_documents_counted_total",
                        "truc_delivery_latency_seconds",
                        "truc_schedule_lag_seconds",
                        "truc_seal_verifications_total",
                        "truc_electronic_share",
                        "truc_paperless_share",
                        "truc_share_target",
                        "truc_build_info",
                        "truc_hops_total");
    }

    static Stream<MetricSpec> declarations() {
        return Stream.<MetricSpec[]>of(
                        ProducerMetric.values(),
                        RouterMetric.values(),
                        ConsumerMetric.values(),
                        ConsoleMetric.values(),
                        SimulatorMetric.values())
                .flatMap(Stream::of);
    }

    private static String reference() {
        List<String> lines = new ArrayList<>();
        lines.add("# Metrics");
        lines.add("");
        lines.add(
                "Generated from the declarations of the modules; do not edit. Every role also exports the meters of its"
                        + " JVM and");
        lines.add(
                "of its Kafka clients, the consumer those of Kafka Streams. Histograms have the series `_bucket`, `_count` and `_sum`.");
        section(lines, "Producer", ProducerMetric.values());
        section(lines, "Router", RouterMetric.values());
        section(lines, "Consumer", ConsumerMetric.values());
        section(lines, "Console", ConsoleMetric.values());
        section(lines, "Whatever the role", SimulatorMetric.values());
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, MetricSpec[] specs) {
        lines.addAll(List.of("", "## " + title, "", "| metric | kind | labels | meaning |", "|---|---|---|---|"));
        for (MetricSpec spec : specs) {
            MetricDeclaration declaration = spec.declaration();
            lines.add(String.format(
                    "| `%s` | %s | %s | %s |",
                    declaration.prometheusName(),
                    declaration.kind().name().toLowerCase(Locale.ROOT),
                    String.join(", ", declaration.labels()),
                    declaration.meaning()));
        }
    }
}
