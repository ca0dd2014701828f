package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.truc.runtime.metrics.LatencyRecorder;

class TimelineTest {

    private final Timeline timeline = new Timeline();

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "599, 1, 599",
        "600, 1, 600",
        "601, 2, 301",
        "602, 2, 301",
        "1200, 2, 600",
        "1201, 4, 301",
        "5000, 16, 313"
    })
    void aLongRunHasLongerIntervalsAndNeverMoreThanSixHundred(long seconds, long secondsEach, int intervals) {
        LongStream.rangeClosed(1, seconds).forEach(second -> timeline.add(sample(second)));

        List<Interval> all = timeline.intervals();

        assertThat(all).hasSize(intervals);
        assertThat(all.subList(0, intervals - 1))
                .allSatisfy(interval -> assertThat(interval.millis()).isEqualTo(1_000 * secondsEach));
        long end = 0;
        for (Interval interval : all) {
            end += interval.millis();
            assertThat(interval.endMillis()).isEqualTo(end);
        }
        assertThat(end).isEqualTo(1_000 * seconds);
        assertThat(all.stream().mapToLong(Interval::issued).sum()).isEqualTo(seconds * (seconds + 1) / 2);
        assertThat(all.get(intervals - 1).backlog()).isEqualTo(seconds);
    }

    @Test
    void twoIntervalsInOneKeepEveryLatencyAndTheWorstDelay() {
        Interval both = sample(1).plus(sample(2)).plus(sample(3));

        Histogram latencies = both.latencies().unpacked();
        assertThat(latencies.getTotalCount()).isEqualTo(3);
        assertThat(latencies.getCountAtValue(20_000_000)).isEqualTo(1);
        assertThat(both)
                .usingRecursiveComparison()
                .ignoringFields("latencies")
                .isEqualTo(new Interval(3_000, 3_000, 6, 12, 18, 24, 3, 9, both.latencies()));
    }

    /** The longest wait was in the first of them. */
    private static Interval sample(long second) {
        Histogram latencies = LatencyRecorder.noLatencies();
        latencies.recordValue(second * 10_000_000);
        return new Interval(
                1_000 * second,
                1_000,
                second,
                2 * second,
                3 * second,
                4 * second,
                second,
                second == 1 ? 9 : 0,
                PackedLatencies.of(latencies));
    }
}
