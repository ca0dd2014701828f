package vn.truc.simulator.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.share.Counts;
import vn.truc.consumer.share.LevelCounts;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Priority;
import vn.truc.simulator.audit.Guarantee;
import vn.truc.simulator.exchange.RunProgress;
import vn.truc.simulator.report.ReportFigures;
import vn.truc.simulator.report.ReportJson;
import vn.truc.simulator.report.RunReport;
import vn.truc.simulator.report.SummaryScreen;

/** Figures that thresholds know are those that reports and runs have. */
class ThresholdFiguresTest {

    private static final List<String> STAGES = List.of("sealed", "acknowledged", "routed", "delivered");

    @Test
    void aReportHasAllFigures() {
        Map<String, Double> values = ReportFigures.of(report(9)).values();

        assertThat(values.keySet()).isEqualTo(Figure.paths());
        assertThat(values)
                .containsEntry("delivered.p999", 4.0)
                .containsEntry("latencyMicros.delivered.p999", 4.0)
                .containsEntry("naive.max", 6.0)
                .containsEntry("naiveMicros.negatives", 2.0)
                .containsEntry("delivered.negatives", 2.0)
                .containsEntry("delivered.commune.very_urgent.p90", 2.0)
                .containsEntry("deliveredMicros.central.express.count", 9.0)
                .containsEntry("documents.refused", 2.0)
                .containsEntry("documents.refused.OVERSIZE", 2.0)
                .containsEntry("documents.refused.DUPLICATE", 1.0)
                .containsEntry("documents.refused.UNREADABLE", 0.0)
                .containsEntry("share.byLevel.provincial.documents", 4.0)
                .containsEntry("audit.violations", 12.0);
    }

    @Test
    void aReportOfNothingHasNoLatenciesAndNoShares() {
        assertThat(ReportFigures.of(report(0)).values())
                .doesNotContainKeys("delivered.p50", "naive.p50", "delivered.commune.normal.p50")
                .containsEntry("delivered.count", 0.0)
                .containsEntry("delivered.commune.normal.negatives", 2.0);
    }

    @Test
    void aRunThatGoesOnHasTheFiguresThatAreKnownEarly() {
        LatencySummary latency = new LatencySummary(10, 1, 2, 3, 4, 7, 0, 0);
        Map<String, LatencySummary> latencies = STAGES.stream().collect(Collectors.toMap(of -> of, of -> latency));
        Map<AdministrativeLevel, Counts> counts = new LinkedHashMap<>();
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            counts.put(level, new Counts(5, 3, 2, 0, 9, 0));
        }
        Map<String, Double> values = ReportFigures.soFar(progress(100, new LevelCounts(counts), latencies))
                .values();

        Set<String> early = Figure.paths().stream()
                .filter(path -> Figure.of(path).orElseThrow().knownEarly())
                .collect(Collectors.toSet());
        assertThat(values.keySet()).isEqualTo(early);
        assertThat(values)
                .containsEntry("share.electronic", 0.8)
                .containsEntry("throughput.issuedPerSecond", 50.0)
                .containsEntry("throughput.countedPerSecond", 20.0);
        assertThat(ReportFigures.soFar(progress(0, LevelCounts.NONE, Map.of())).values())
                .doesNotContainKeys("share.electronic", "delivered.p99");
    }

    @Test
    void judgedThresholdsFitTheSchemaAndTheScreen() throws Exception {
        RunReport report = report(9)
                .withThresholds(List.of(
                        new RunReport.Threshold("delivered.p99 < 250ms", "300ms", false),
                        new RunReport.Threshold("audit.everyDocumentAccountedFor.violations == 0", "0", true)));

        try (InputStream in = RunReport.class.getResourceAsStream("report.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(in)
                            .validate(new ObjectMapper().readTree(ReportJson.write(report))))
                    .isEmpty();
        }
        List<String> screen = SummaryScreen.of(report);
        assertThat(screen)
                .anyMatch(line -> line.startsWith("  delivered, from the send time"))
                .contains("clock skew  2 of 11 latencies to delivered are negative");
        assertThat(screen).contains("thresholds  CROSSED, 1 of 2").allMatch(line -> line.length() <= 80);
        assertThat(screen).anyMatch(line -> line.matches(" +delivered\\.p99 < 250ms +300ms +CROSSED"));
        assertThat(screen.get(screen.size() - 1)).contains("violations == 0").endsWith("0  passed");
    }

    private static Map<String, Map<String, RunReport.Latency>> byLevelAndPriority(RunReport.Latency each) {
        Map<String, Map<String, RunReport.Latency>> byLevel = new LinkedHashMap<>();
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            Map<String, RunReport.Latency> byPriority = new LinkedHashMap<>();
            for (Priority priority : Priority.values()) {
                byPriority.put(priority.name().toLowerCase(Locale.ROOT), each);
            }
            byLevel.put(level.name().toLowerCase(Locale.ROOT), byPriority);
        }
        return byLevel;
    }

    private static RunProgress progress(long issued, LevelCounts counts, Map<String, LatencySummary> latencies) {
        return new RunProgress(
                RunProgress.Phase.ISSUING, Duration.ofSeconds(2), 1_000, issued, counts, 0, 12, latencies);
    }

    private static RunReport report(long latencyCount) {
        RunReport.Latency latency = new RunReport.Latency(1, 2, 3, 4, 6, latencyCount, 2);
        Map<String, RunReport.LevelShare> levels = new LinkedHashMap<>();
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            levels.put(level.name().toLowerCase(Locale.ROOT), new RunReport.LevelShare(0.9, 0.6, 4));
        }
        Map<String, RunReport.Latency> latencies = new LinkedHashMap<>();
        STAGES.forEach(stage -> latencies.put(stage, latency));
        Map<String, RunReport.Guarantee> guarantees = new LinkedHashMap<>();
        for (Guarantee guarantee : Guarantee.values()) {
            guarantees.put(guarantee.label(), new RunReport.Guarantee(false, 2, List.of()));
        }
        return new RunReport(
                RunReport.VERSION,
                "smoke",
                1,
                Instant.EPOCH,
                List.of("500/s for 5s"),
                List.of("smoke", "--seed", "1"),
                0,
                new RunReport.Seal("ed25519", "merkle", "Corretto"),
                new RunReport.Documents(20, 16, 8, 3, 1, 1, Map.of("OVERSIZE", 2L, "DUPLICATE", 1L)),
                new RunReport.Deliveries(30, 28, 2),
                new RunReport.Share(0.9, 0.6, 0.9, 0.9, levels, List.of()),
                new RunReport.Throughput(50, 40, 3),
                latencies,
                latency,
                byLevelAndPriority(latency),
                List.of(new RunReport.CurvePoint(100, 6, latencyCount)),
                List.of(new RunReport.Interval(
                        1_000, 1_000, 20, 16, 28, 15, 5, 3, new RunReport.IntervalLatency(1, 2, 3, 6, 9))),
                new RunReport.Machine(2, 1L << 30, 1L << 29, "Linux", "OpenJDK 17", "Parallel"),
                new RunReport.Settings("embedded", "truc.", 2, 2, 2, 25),
                new RunReport.Audit("broken", guarantees),
                List.of(),
                List.of());
    }
}
