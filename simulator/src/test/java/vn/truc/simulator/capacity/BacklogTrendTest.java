package vn.truc.simulator.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class BacklogTrendTest {

    private static final long RATE = 1_000;

    @Test
    void countsThatBecomeVisibleInStepsAreNoGrowth() {
        BacklogTrend trend = sampled(seconds -> 300 + RATE * (seconds % 0.5));

        assertThat(trend.failures()).isEmpty();
        assertThat(trend.backlog().growthPerSecond()).isCloseTo(0, within(10.0));
        assertThat(trend.backlog().loadMillis()).isBetween(400L, 700L);
    }

    @Test
    void aLoadFivePercentAboveWhatIsCarriedGrows() {
        BacklogTrend trend = sampled(seconds -> 300 + 0.05 * RATE * seconds + RATE * (seconds % 0.5));

        assertThat(trend.backlog().growthPerSecond()).isCloseTo(50, within(10.0));
        assertThat(trend.failures()).singleElement().asString().startsWith("backlog grows by ");
    }

    @Test
    void aPauseOfTheMachineIsNoGrowth() {
        assertThat(sampled(seconds -> seconds > 8 && seconds < 9 ? 1_100 : 200).failures())
                .isEmpty();
    }

    @Test
    void aBacklogThatIsLongFailsThoughItDoesNotGrow() {
        BacklogTrend trend = sampled(seconds -> 2_500);

        assertThat(trend.backlog()).isEqualTo(new Backlog(2_500, 2_500, 0));
        assertThat(trend.failures()).singleElement().asString().contains("2,500 ms");
    }

    @Test
    void aBacklogThatShrinksIsThatOfTheEnd() {
        BacklogTrend trend = sampled(seconds -> 3_000 - 290 * seconds);

        assertThat(trend.failures()).isEmpty();
        assertThat(trend.backlog().documents()).isBetween(100L, 200L);
        assertThat(trend.backlog().growthPerSecond()).isCloseTo(-290, within(1.0));
    }

    @Test
    void manySamplesAreAsGoodAsFew() {
        BacklogTrend trend = new BacklogTrend(RATE);
        for (int i = 0; i < 10_000; i++) {
            trend.add(i * 0.2, 0.1 * RATE * i * 0.2);
        }

        assertThat(trend.backlog().growthPerSecond()).isCloseTo(100, within(0.1));
        assertThat(trend.backlog().documents()).isEqualTo(199_980);
    }

    /** Ten seconds, five samples a second. */
    private static BacklogTrend sampled(DoubleUnaryOperator backlog) {
        BacklogTrend trend = new BacklogTrend(RATE);
        for (int i = 0; i < 50; i++) {
            double seconds = i * 0.2 + 0.013;
            trend.add(seconds, backlog.applyAsDouble(seconds));
        }
        return trend;
    }
}
