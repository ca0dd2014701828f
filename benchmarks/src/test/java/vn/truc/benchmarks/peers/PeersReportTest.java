package vn.truc.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersReportTest {

    private static final long SECOND = 1_000_000_000;

    private final List<PeerFigures> figures = List.of(
            figures(BareChain.NAME, 1_000, 800, 900),
            figures("truc, unsigned", 450, 630, 540),
            figures(HomeMadeChain.NAME, 30, 30, 45));

    @Test
    void ratiosAreThoseOfTheMedians() {
        PeersReport report = PeersReport.of(1_000, "a provider", figures);

        PeersReport.Line unsigned = report.peers().get(1);
        assertThat(unsigned.medianPerSecond()).isEqualTo(540, within(0.01));
        assertThat(unsigned.toBareChain()).isEqualTo(540.0 / 900, within(0.001));
        assertThat(unsigned.toHomeMade()).isEqualTo(540.0 / 30, within(0.001));
        assertThat(report.peers().get(0).toBareChain()).isEqualTo(1);
    }

    @Test
    void theMedianOfAnEvenNumberOfRoundsLiesBetweenTheTwoInTheMiddle() {
        assertThat(figures("any", 100, 400, 200, 300).medianPerSecond()).isEqualTo(250, within(0.01));
    }

    @Test
    void cpuTimeIsGivenForOneDocument() {
        Measurement measurement = new Measurement(1_000, SECOND, SECOND / 50);

        assertThat(measurement.perSecond()).isEqualTo(1_000);
        assertThat(measurement.cpuMicrosPerDocument()).isEqualTo(20);
    }

    @Test
    void theTableSaysWhatIsNotCountedAndHasALineForEachPeer() {
        List<String> screen = PeersReport.of(1_000, "a provider", figures).screen();

        assertThat(screen).anyMatch(line -> line.contains("counted rounds: 3") && line.contains("not counted: 1"));
        assertThat(screen)
                .anyMatch(line -> line.startsWith("truc, unsigned")
                        && line.contains("450")
                        && line.contains("540")
                        && line.contains("0.60x")
                        && line.contains("18.0x"));
    }

    @Test
    void theJsonHoldsAllRounds() throws Exception {
        JsonNode report = new ObjectMapper()
                .readTree(PeersReport.of(1_000, "a provider", figures).json());

        assertThat(report.at("/warmUpRounds").asInt()).isEqualTo(1);
        assertThat(report.at("/peers/1/perSecond")).hasSize(3);
        assertThat(report.at("/peers/1/toHomeMade").asDouble()).isEqualTo(18, within(0.01));
    }

    @Test
    void aComparisonWithoutTheBareChainIsNone() {
        assertThatThrownBy(() -> PeersReport.of(1_000, "a provider", figures.subList(1, 3)))
                .hasMessageContaining(BareChain.NAME);
    }

    private static PeerFigures figures(String name, long... perSecond) {
        return new PeerFigures(
                name,
                1_000,
                Arrays.stream(perSecond)
                        .mapToObj(rate -> new Measurement(rate, SECOND, SECOND))
                        .toList());
    }
}
