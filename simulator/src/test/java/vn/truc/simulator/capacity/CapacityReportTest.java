package vn.truc.simulator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import vn.truc.simulator.report.ReportJson;
import vn.truc.simulator.report.RunReport;

class CapacityReportTest {

    private static final long CAPACITY = 7_900;

    @Test
    void theReportOfASearchFitsItsSchema() throws Exception {
        assertFitsItsSchema(searched());
    }

    @Test
    void theReportOfASearchThatCameToNothingFitsItsSchema() throws Exception {
        for (Verdict verdict : EnumSet.complementOf(EnumSet.of(Verdict.FOUND, Verdict.AT_LEAST))) {
            assertFitsItsSchema(report(SearchOutcome.ended(verdict), null, List.of()));
        }
    }

    @Test
    void theScreenNamesTheCapacityItsLimitAndEachRateAndFitsAHundredColumns() {
        CapacityReport report = searched();

        List<String> screen = CapacityScreen.of(report);

        assertThat(screen).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(String.join("\n", screen))
                .contains(String.format(Locale.ROOT, "%,d documents a second", report.capacityPerSecond()))
                .contains(ProbeFixtures.LIMIT)
                .contains("○")
                .contains("●")
                .contains("×")
                .contains("┊");
        for (CurvePoint point : CurvePoint.of(report.probes())) {
            assertThat(screen)
                    .anyMatch(line -> line.contains(String.format(Locale.ROOT, "%,d", point.ratePerSecond()))
                            && line.endsWith(point.held() ? "holds" : "fails"));
        }
    }

    @Test
    void theScreenOfASearchThatCameToNothingSaysWhy() {
        assertThat(CapacityScreen.of(report(SearchOutcome.ended(Verdict.INTERRUPTED), null, List.of())))
                .anyMatch(line -> line.contains("the search was interrupted"));
        assertThat(CapacityScreen.of(
                        report(new SearchOutcome(Verdict.NONE, 0, 100, List.of(ProbeFixtures.LIMIT)), null, List.of())))
                .anyMatch(line -> line.contains("not even 100 documents a second"))
                .anyMatch(line -> line.contains(ProbeFixtures.LIMIT));
    }

    @Test
    void theCurveIsDrawnFromTheMediansOfEachRate() {
        CapacityReport report = report(
                new SearchOutcome(Verdict.FOUND, 500, 600, List.of()),
                null,
                List.of(
                        ProbeFixtures.result(1, Purpose.WARM_UP, 9_000, true),
                        ProbeFixtures.result(2, Purpose.SEARCH, 500, true),
                        ProbeFixtures.result(3, Purpose.SEARCH, 500, false),
                        ProbeFixtures.result(4, Purpose.SEARCH, 500, true)));

        assertThat(CurvePoint.of(report.probes()))
                .containsExactly(new CurvePoint(500, true, 3, 500, 25_000 / 4, 25_000, 200));
    }

    @Test
    void aProbeInWhichNothingWasDeliveredHasNoLatency() {
        ProbeResult failed = ProbeFixtures.result(2, Purpose.SEARCH, 6_000, false);
        ProbeResult hopeless = new ProbeResult(
                failed.number(),
                failed.purpose(),
                failed.ratePerSecond(),
                failed.measuredMillis(),
                failed.issuedPerSecond(),
                failed.countedPerSecond(),
                failed.behindScheduleMaxMillis(),
                failed.backlog(),
                new RunReport.Latency(0, 0, 0, 0, 0, 0, 0),
                failed.failures());
        CapacityReport report = report(
                new SearchOutcome(Verdict.FOUND, 3_000, 6_000, List.of()),
                null,
                List.of(ProbeFixtures.result(1, Purpose.SEARCH, 3_000, true), hopeless));

        assertThat(CapacityScreen.of(report)).anyMatch(line -> line.matches(" +6,000 +4,800 +- +- .*fails"));
        assertThat(CapacityPage.of(report))
                .contains("<td>4,800</td><td>-</td><td>-</td>")
                .doesNotContain("p99 0.0 ms");
    }

    @Test
    void whatHeldIsSaidOfASearchThatEndedTooSoon() {
        CapacityReport report = report(new SearchOutcome(Verdict.UNSETTLED, 3_000, 0, List.of()), null, List.of());

        assertThat(report.capacityPerSecond()).isEqualTo(3_000);
        assertThat(CapacityScreen.of(report)).anyMatch(line -> line.contains("at least 3,000 documents a second"));
    }

    @Test
    void eachProbeIsALineOfTheTable() {
        CapacityReport report = searched();

        List<String> lines = CapacityCsv.of(report);

        int columns = lines.get(0).split(",").length;
        assertThat(lines).hasSize(report.probes().size() + 1);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.replaceAll("\"[^\"]*\"", "").split(",", -1))
                        .hasSize(columns));
    }

    @Test
    void thePageStandsAloneAndItsDrawingsAreWhole() throws Exception {
        String page = CapacityPage.of(searched());

        assertThat(page)
                .contains("delivered.p99 &lt; 200ms")
                .contains("prefers-color-scheme: dark")
                .doesNotContain("http", "<script", "url(", "NaN", "Infinity");
        Matcher drawing = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
        int drawings = 0;
        while (drawing.find()) {
            drawings++;
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(drawing.group())));
        }
        assertThat(drawings).isEqualTo(2);
    }

    @Test
    void aScenarioMayBeCalledAnything() {
        CapacityReport report = new CapacityReport(
                CapacityReport.VERSION,
                "<b>100 % & more",
                1,
                Instant.EPOCH,
                searched().seal(),
                searched().settings(),
                List.of(),
                null,
                Verdict.INTERRUPTED,
                null,
                null,
                List.of(),
                List.of());

        assertThat(CapacityPage.of(report))
                .contains("&lt;b&gt;100 % &amp; more")
                .doesNotContain("<b>");
    }

    private static CapacityReport searched() {
        List<ProbeResult> probes = new ArrayList<>();
        Probe probe = (rate, purpose) -> {
            probes.add(ProbeFixtures.result(probes.size() + 1, purpose, rate, rate <= CAPACITY));
            return probes.get(probes.size() - 1);
        };
        SearchRange range = new SearchRange(100, 1_000_000);
        WarmUp warmUp = new WarmUp(3, true, 8_200);
        probe.at(12_000, Purpose.WARM_UP);
        SearchOutcome outcome = new CapacitySearch(probe, range).find(warmUp.carriedPerSecond());
        return report(outcome, warmUp, probes);
    }

    private static CapacityReport report(SearchOutcome outcome, WarmUp warmUp, List<ProbeResult> probes) {
        return CapacityReport.of(
                "soc-trang",
                1,
                Instant.parse("2021-01-04T01:00:00Z"),
                new RunReport.Seal("ed25519", "merkle", "AmazonCorrettoCryptoProvider 2.5.0"),
                new CapacityReport.Settings(100, 1_000_000, 10_000, 20_000, 3_000),
                List.of("delivered.p99 < 200ms"),
                warmUp,
                outcome,
                probes);
    }

    private static void assertFitsItsSchema(CapacityReport report) throws Exception {
        try (InputStream in = CapacityReport.class.getResourceAsStream("capacity.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
            JsonNode json = new ObjectMapper().readTree(ReportJson.text(report));
            assertThat(schema.validate(json)).isEmpty();
        }
    }
}
