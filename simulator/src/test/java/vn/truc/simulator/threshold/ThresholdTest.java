package vn.truc.simulator.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    private static final Figures FIGURES = new Figures(Map.ofEntries(
            Map.entry("delivered.p99", 250_000.0),
            Map.entry("latencyMicros.delivered.p99", 250_000.0),
            Map.entry("sealed.max", 1_234.0),
            Map.entry("share.electronic", 9_027 / 10_000.0),
            Map.entry("share.byLevel.commune.paperless", 0.0),
            Map.entry("throughput.issuedPerSecond", 999.9),
            Map.entry("documents.refused", 3.0),
            Map.entry("documents.refused.OVERSIZE", 3.0),
            Map.entry("naive.p99", 20_000.0),
            Map.entry("delivered.commune.express.p99", 1_500_000.0),
            Map.entry("delivered.negatives", 2.0),
            Map.entry("audit.violations", 0.0)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delivered.p99 < 250ms|false|250ms",
                "delivered.p99 <= 250ms|true|250ms",
                "delivered.p99<=250ms|true|250ms",
                "  delivered.p99  <=  250 ms  |true|250ms",
                "delivered.p99 < 0.2501s|true|0.25s",
                "delivered.p99 > 249999us|true|250000us",
                "delivered.p99 == 0.25s|true|0.25s",
                "delivered.p99 != 250ms|false|250ms",
                "latencyMicros.delivered.p99 < 250001|true|250000",
                "sealed.max < 1ms|false|1.234ms",
                "share.electronic >= 90%|true|90.27%",
                "share.electronic >= 0.9027|true|0.9027",
                "share.electronic >= 90.27%|true|90.27%",
                "share.electronic > 90.27%|false|90.27%",
                "share.electronic < 1|true|0.9027",
                "share.byLevel.commune.paperless > 0%|false|0%",
                "throughput.issuedPerSecond >= 1000|false|999.9",
                "documents.refused == 0|false|3",
                "documents.refused.OVERSIZE<=3|true|3",
                "audit.violations == 0|true|0",
                "naive.p99 < 15ms|false|20ms",
                "delivered.commune.express.p99 < 2s|true|1.5s",
                "delivered.negatives == 0|false|2",
            })
    void aFigureIsComparedWithItsLimitAndShownInItsUnit(String expression, boolean met, String value) {
        Threshold threshold = Threshold.parse(expression);

        assertThat(threshold.expression()).isEqualTo(expression.strip());
        assertThat(threshold.isMetBy(FIGURES)).isEqualTo(met);
        assertThat(threshold.isCrossedBy(FIGURES)).isEqualTo(!met);
        assertThat(threshold.valueIn(FIGURES)).isEqualTo(value);
    }

    @Test
    void aFigureWithoutAValueIsNeitherMetNorCrossed() {
        Threshold threshold = Threshold.parse("share.byLevel.central.electronic >= 0%");

        assertThat(threshold.isMetBy(FIGURES)).isFalse();
        assertThat(threshold.isCrossedBy(FIGURES)).isFalse();
        assertThat(threshold.valueIn(FIGURES)).isEqualTo("none");
    }

    @Test
    void everyFigureCanBeHeldToALimitOfItsMeasure() {
        for (String path : Figure.paths()) {
            Measure measure = Figure.of(path).orElseThrow().measure();
            for (Unit unit : measure.units()) {
                assertThat(Threshold.parse(path + " >= 1" + unit.symbol()).expression())
                        .startsWith(path);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nonsense|not a comparison; allowed: a figure, one of < <= > >= == != and a value",
                "\"\"|not a comparison",
                "delivered.p99|not a comparison",
                "1ms < delivered.p99 < 5ms|not a comparison",
                "delivered.p99 = 5ms|unknown operator '='; allowed: < <= > >= == !=",
                "delivered.p99 => 5ms|unknown operator '=>'",
                "< 5ms|no figure; allowed: the figures of acknowledged, audit, delivered, deliveredMicros, deliveries",
                "deliverd.p99 < 5ms|unknown figure 'deliverd.p99'; did you mean 'delivered.p99'? allowed:",
                "delivered.p95 < 5ms|allowed: delivered.p50, delivered.p90, delivered.p99, delivered.p999, delivered.max",
                "Share.Electronic > 0.5|did you mean 'share.electronic'?",
                "delivered.comune.express.p99 < 5ms|did you mean 'delivered.commune.express.p99'?",
                "delivered.commune.p99 < 5ms|delivered.max, delivered.count, delivered.negatives, delivered.LEVEL.PRIORITY.p50",
                "naive.p95 < 5ms|allowed: naive.p50, naive.p90",
                "share.byLevel.galactic.electronic > 0.5|share.byLevel.central.electronic",
                "documents.refused.LATE == 0|documents.refused.OVERSIZE",
                "audit.noDuplicate.violations == 0|audit.noDuplicateDelivered.violations",
                "weather < 5|unknown figure 'weather'; allowed: the figures of acknowledged",
                "delivered.p99 < 250|'250' does not fit delivered.p99; allowed: a number with its unit us, ms or s",
                "delivered.p99 < 2min|'2min' does not fit",
                "delivered.p99 < -1ms|'-1ms' does not fit",
                "delivered.p99 <|no value; allowed: a number with its unit",
                "latencyMicros.delivered.p99 < 5ms|allowed: a number without a unit, such as 1000",
                "share.electronic >= 90|'90' does not fit share.electronic; allowed: a share from 0 to 1",
                "share.electronic >= 101%|or a percentage, such as 90%",
                "throughput.issuedPerSecond > fast|allowed: a number without a unit",
                "audit.violations == 1e3|'1e3' does not fit",
            })
    void whatIsWrittenOtherwiseIsNamedWithWhatIsAllowed(String expression, String message) {
        assertThatThrownBy(() -> Threshold.parse(expression))
                .isInstanceOf(InvalidThresholdException.class)
                .hasMessageStartingWith("threshold '" + expression + "': ")
                .hasMessageContaining(message);
    }
}
