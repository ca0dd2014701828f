package vn.truc.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProducerToolTest {

    private static final String PART =
            "400000 records sent, 79984.003199 records/sec (78.11 MB/sec), 9.1 ms avg latency, 210.0 ms max latency.\n";
    private static final String WHOLE =
            "600000 records sent, 81234.5 records/sec (79.33 MB/sec), 8.20 ms avg latency, 210.00 ms max latency, 5 ms 50th.\n";

    @Test
    void theRateOfTheWholeIsTakenNotThatOfAPart() {
        assertThat(ProducerTool.perSecond(PART + WHOLE, 600_000)).isEqualTo(81_234.5);
    }

    @Test
    void aDecimalCommaIsRead() {
        assertThat(ProducerTool.perSecond(WHOLE.replace("81234.5", "81234,5"), 600_000))
                .isEqualTo(81_234.5);
    }

    @Test
    void aRunThatSentLessIsNoMeasurement() {
        assertThatThrownBy(() -> ProducerTool.perSecond(PART, 600_000)).hasMessageContaining("600000");
    }
}
