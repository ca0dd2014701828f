package vn.truc.simulator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final SearchRange RANGE = new SearchRange(100, 100_000);

    private final List<Long> loads = new ArrayList<>();

    @Test
    void aSystemIsLoadedWithMoreThanItCarriesUntilItCarriesNoMore() {
        WarmUp warm = warmUp(RANGE, round -> Math.min(2_000L, 500L * round));

        assertThat(warm.settled()).isTrue();
        assertThat(warm.carriedPerSecond()).isEqualTo(2_000);
        assertThat(loads).startsWith(1_000L, 750L);
        assertThat(warm.rounds()).isEqualTo(5);
    }

    @Test
    void aFastSystemIsLoadedWithMoreUntilItIsFull() {
        WarmUp warm = warmUp(RANGE, round -> 30_000L);

        assertThat(loads).startsWith(1_000L, 4_000L, 16_000L, 64_000L, 45_000L);
        assertThat(warm.settled()).isTrue();
    }

    @Test
    void whereTheHighestRateIsCarriedThereIsNothingMoreToWarm() {
        WarmUp warm = warmUp(new SearchRange(50, 50), round -> 1_000L);

        assertThat(loads).containsExactly(50L);
        assertThat(warm.settled()).isTrue();
        assertThat(warm.carriedPerSecond()).isEqualTo(50);
    }

    @Test
    void aSystemThatNeverSettlesIsNotWarmedForEver() {
        WarmUp warm = warmUp(RANGE, round -> round % 2 == 0 ? 300L : 900L);

        assertThat(warm.settled()).isFalse();
        assertThat(warm.rounds()).isEqualTo(WarmUp.ROUNDS_MAX).isEqualTo(loads.size());
        assertThat(warm.carriedPerSecond()).isEqualTo(900);
    }

    @Test
    void aSystemThatGetsFasterAndFasterIsThoughtToCarryWhatItKeptUpWith() {
        WarmUp warm = warmUp(new SearchRange(100, 10_000_000), round -> 750L << round);

        assertThat(warm.settled()).isFalse();
        assertThat(warm.carriedPerSecond())
                .isEqualTo(loads.get(WarmUp.ROUNDS_MAX - 1).doubleValue());
    }

    private WarmUp warmUp(SearchRange range, IntToLongFunction carriedInRound) {
        return WarmUp.with(
                (rate, purpose) -> {
                    loads.add(rate);
                    ProbeResult of = ProbeFixtures.result(loads.size(), purpose, rate, true);
                    double counted = (double) Math.min(rate, carriedInRound.applyAsLong(loads.size()));
                    return new ProbeResult(
                            of.number(),
                            purpose,
                            rate,
                            of.measuredMillis(),
                            of.issuedPerSecond(),
                            counted,
                            0,
                            of.backlog(),
                            of.deliveredMicros(),
                            List.of());
                },
                range);
    }
}
