package vn.truc.simulator.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class CapacitySearchTest {

    private static final SearchRange WIDE = new SearchRange(100, 1_000_000);

    private int probes;

    @Test
    void theRateThatIsFoundHoldsAndOneWithinTheResolutionAboveItDoesNot() {
        for (long capacity = 101; capacity < 900_000; capacity = capacity * 5 / 4) {
            long limit = capacity;

            SearchOutcome found = search(WIDE, 3_000, (rate, purpose) -> rate <= limit);

            assertThat(found.verdict()).isEqualTo(Verdict.FOUND);
            assertThat(found.heldPerSecond()).isLessThanOrEqualTo(limit);
            assertThat(found.failedPerSecond()).isGreaterThan(limit);
            assertThat(found.failedPerSecond() - found.heldPerSecond())
                    .isLessThanOrEqualTo(Math.max(1, Math.round(found.heldPerSecond() * 0.03)));
            assertThat(found.limitedBy()).contains(ProbeFixtures.LIMIT);
        }
    }

    @Test
    void fewDocumentsASecondAreCountedOneByOne() {
        SearchOutcome found = search(new SearchRange(1, 1_000), 20, (rate, purpose) -> rate <= 7);

        assertThat(found.heldPerSecond()).isEqualTo(7);
        assertThat(found.failedPerSecond()).isEqualTo(8);
    }

    @Test
    void aGoodGuessSavesProbes() {
        search(WIDE, 8_000, (rate, purpose) -> rate <= 8_000);
        int guessed = probes;
        search(WIDE, 0, (rate, purpose) -> rate <= 8_000);

        assertThat(guessed).isLessThan(probes).isLessThanOrEqualTo(20);
    }

    @Test
    void whereEvenTheLowestRateFailsTwiceNoOtherIsProbed() {
        SearchOutcome none = search(WIDE, 5_000, (rate, purpose) -> false);

        assertThat(none.verdict()).isEqualTo(Verdict.NONE);
        assertThat(none.failedPerSecond()).isEqualTo(100);
        assertThat(none.limitedBy()).contains(ProbeFixtures.LIMIT);
        assertThat(probes).isEqualTo(2);
    }

    @Test
    void whereTheHighestRateHoldsTheCapacityIsAtLeastThat() {
        SearchOutcome all = search(new SearchRange(100, 4_321), 5_000, (rate, purpose) -> true);

        assertThat(all.verdict()).isEqualTo(Verdict.AT_LEAST);
        assertThat(all.heldPerSecond()).isEqualTo(4_321);
    }

    @Test
    void whatOnlyShortProbesHoldIsNotBelieved() {
        SearchOutcome found =
                search(WIDE, 5_000, (rate, purpose) -> rate <= (purpose == Purpose.CONFIRM ? 3_000 : 5_000));

        assertThat((double) found.heldPerSecond()).isCloseTo(3_000, within(90.0));
        assertThat(found.heldPerSecond()).isLessThanOrEqualTo(3_000);
    }

    @Test
    void whereNoConfirmingProbeHoldsThereIsNoCapacity() {
        assertThat(search(WIDE, 5_000, (rate, purpose) -> purpose != Purpose.CONFIRM)
                        .verdict())
                .isEqualTo(Verdict.NONE);
    }

    @Test
    void aRateThatFailedByChanceIsMadeGoodByTheConfirmingProbes() {
        SearchOutcome found =
                search(WIDE, 8_000, (rate, purpose) -> rate <= 8_000 && (purpose == Purpose.CONFIRM || rate < 3_500));

        assertThat((double) found.heldPerSecond()).isCloseTo(8_000, within(240.0));
    }

    @Test
    void aSystemThatHoldsOrFailsByChanceAloneEndsTheSearchAllTheSame() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);

            search(WIDE, 5_000, (rate, purpose) -> random.nextInt(10) < 4);

            assertThat(probes).isLessThanOrEqualTo(CapacitySearch.PROBES_MAX);
        }
    }

    @Test
    void whereTheProbesRunOutOnlyWhatWasDecidedIsReported() {
        int kept = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int inTen = 3 + seed % 6;
            Set<Long> confirmed = new HashSet<>();
            Map<Long, Integer> failures = new HashMap<>();

            SearchOutcome found = search(new SearchRange(1, 1_000_000_000), 0, (rate, purpose) -> {
                boolean holds = random.nextInt(10) < inTen;
                if (!holds) {
                    failures.merge(rate, 1, Integer::sum);
                } else if (purpose == Purpose.CONFIRM) {
                    confirmed.add(rate);
                }
                return holds;
            });

            if (found.verdict() == Verdict.UNSETTLED && found.heldPerSecond() > 0) {
                kept++;
                assertThat(confirmed).contains(found.heldPerSecond());
            }
            if (found.failedPerSecond() > 0) {
                assertThat(failures.get(found.failedPerSecond())).isGreaterThanOrEqualTo(2);
            }
        }
        assertThat(kept).isPositive();
    }

    /**
     * A noisy machine: what it carries differs by 1 % from command to command and by 3 % (one standard deviation) from
     * probe to probe, less in longer ones, and one probe in twenty fails whatever its rate.
     */
    @Test
    void onANoisyMachineResultsStayWithinFivePercent() {
        int searches = 2_000;
        double[] found = new double[searches];
        for (int i = 0; i < searches; i++) {
            SplittableRandom random = new SplittableRandom(i);
            double carried = 8_000 * Math.exp(0.01 * random.nextGaussian());
            double guess = 8_000 * Math.exp(0.2 * random.nextGaussian());

            found[i] = (double) search(
                            WIDE,
                            guess,
                            (rate, purpose) -> random.nextInt(20) > 0
                                    && rate < carried * Math.exp(noise(purpose) * random.nextGaussian()))
                    .heldPerSecond();
        }

        double[] sorted = found.clone();
        Arrays.sort(sorted);
        double median = sorted[searches / 2];
        long outside = Arrays.stream(found)
                .filter(rate -> Math.abs(rate / median - 1) > 0.05)
                .count();
        assertThat(median).isBetween(7_600.0, 8_100.0);
        assertThat((double) outside / searches).isLessThan(0.015);
    }

    private static double noise(Purpose purpose) {
        return purpose == Purpose.CONFIRM ? 0.03 / Math.sqrt(2) : 0.03;
    }

    private SearchOutcome search(SearchRange range, double guess, BiPredicate<Long, Purpose> holds) {
        probes = 0;
        Probe probe = (rate, purpose) -> ProbeFixtures.result(++probes, purpose, rate, holds.test(rate, purpose));
        return new CapacitySearch(probe, range).find(guess);
    }
}
