package vn.truc.simulator.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.simulator.report.SampleReports;

class ComparisonTest {

    @TempDir
    private Path directory;

    @Test
    void figuresAreToldWithDifferenceAndRatio() throws IOException {
        ObjectNode b = SampleReports.full();
        b.withObject("/latencyMicros/delivered").put("p99", 287_200);
        b.withObject("/share").put("electronic", 0.8927);
        b.withObject("/documents/refused").put("INVALID_SEAL", 12);

        List<String> screen = ComparisonScreen.of(compared(SampleReports.full(), b));

        assertThat(screen).noneMatch(line -> line.startsWith("NOT LIKE WITH LIKE"));
        assertThat(screen)
                .anyMatch(line -> line.matches(" +delivered p99 +143\\.6 +287\\.2 +\\+143\\.6 +2\\.00"))
                .anyMatch(line -> line.matches(" +electronic +90\\.27 % +89\\.27 % +-1\\.00 pp +0\\.99"))
                .anyMatch(line -> line.matches(" +refused INVALID_SEAL +0 +12 +\\+12 +-"))
                .anyMatch(line -> line.matches(" +verdict +held +held"))
                .allSatisfy(line -> assertThat(line.length())
                        .as(line)
                        .isLessThanOrEqualTo(line.startsWith("A ") || line.startsWith("B ") ? 300 : 80));
    }

    @Test
    void whatMakesRunsIncomparableIsNamed() throws IOException {
        ObjectNode b = SampleReports.full();
        b.put("scenario", "national").put("seed", 2);
        b.withObject("/seal").put("scheme", "ecdsa-p256");
        b.withObject("/machine").put("processors", 8);
        b.withObject("/throughput").put("issuedPerSecond", 5_000);

        Comparison comparison = compared(SampleReports.full(), b);

        assertThat(comparison.differences())
                .extracting(Comparison.Difference::what)
                .containsExactly("scenario", "seed", "seal scheme", "issued per second", "machine processors");
        assertThat(ComparisonScreen.of(comparison))
                .anyMatch(line -> line.startsWith("NOT LIKE WITH LIKE"))
                .anyMatch(line -> line.matches(" +seed +1 +\\| +2"));
    }

    @Test
    void loadFaultsAndAnEarlyEndMakeRunsIncomparable() throws IOException {
        ObjectNode a = SampleReports.full();
        a.putArray("load").add("1000/s for 30s");
        ObjectNode b = SampleReports.full();
        b.putArray("load").add("500/s..1500/s for 30s");
        b.putArray("faults").addObject().put("fault", "resent").put("planned", 12);
        b.withObject("/documents").put("issued", 5);

        assertThat(compared(a, b).differences())
                .containsExactly(
                        new Comparison.Difference("load", "1000/s for 30s", "500/s..1500/s for 30s"),
                        new Comparison.Difference("planned faults", "tampered-body 12, late 3", "resent 12"),
                        new Comparison.Difference("issued to the end", "yes", "no"));
    }

    @Test
    void aReportThatLacksFieldsIsComparedAsFarAsItGoes() throws IOException {
        Comparison comparison = compared(SampleReports.early(), SampleReports.full());

        assertThat(comparison.differences())
                .contains(
                        new Comparison.Difference("machine", "not recorded", "recorded"),
                        new Comparison.Difference("settings", "not recorded", "recorded"));
        assertThat(ComparisonScreen.of(comparison))
                .anyMatch(line -> line.matches(" +p99 +- +96\\.7 +- +-"))
                .anyMatch(line -> line.matches(" +16\\.752639s +-"))
                .anyMatch(line -> line.matches(" +CROSSED +not set"));
    }

    @Test
    void theJsonFormHoldsTheSame() throws IOException {
        ObjectNode b = SampleReports.full();
        b.put("seed", 2);
        b.withObject("/audit").put("verdict", "broken");

        JsonNode json = new ObjectMapper().readTree(ComparisonJson.write(compared(SampleReports.full(), b)));

        assertThat(json.path("likeWithLike").booleanValue()).isFalse();
        assertThat(json.at("/differences/0").toString()).isEqualTo("{\"what\":\"seed\",\"a\":\"1\",\"b\":\"2\"}");
        assertThat(json.at("/a/verdict").textValue()).isEqualTo("held");
        assertThat(json.at("/b/verdict").textValue()).isEqualTo("broken");
        assertThat(json.path("figures")).anySatisfy(figure -> assertThat(figure.toString())
                .isEqualTo("{\"figure\":\"latencyMicros.delivered.p99\",\"measure\":\"micros\","
                        + "\"a\":143600.0,\"b\":143600.0,\"difference\":0.0,\"ratio\":1.0}"));
        assertThat(json.path("thresholds")).hasSize(4);
    }

    private Comparison compared(ObjectNode a, ObjectNode b) throws IOException {
        return Comparison.of(
                SampleReports.stored(directory.resolve("a"), a), SampleReports.stored(directory.resolve("b"), b));
    }
}
