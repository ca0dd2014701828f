package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import vn.truc.runtime.metrics.LatencyRecorder;

class IntervalSamplerTest {

    private long elapsedMillis;
    private long issued;
    private int readings;
    private final IntervalSampler sampler =
            new IntervalSampler(() -> Duration.ofMillis(elapsedMillis).toNanos(), this::read);

    @Test
    void anIntervalEndsAtEachFullSecondAndTheLastWithTheRun() {
        at(999, 90);
        at(1_001, 100);
        at(1_999, 190);
        at(2_000, 200);
        elapsedMillis = 2_345;
        issued = 260;

        List<Interval> intervals = sampler.finish();

        assertThat(intervals).extracting(Interval::endMillis).containsExactly(1_001L, 2_000L, 2_345L);
        assertThat(intervals).extracting(Interval::millis).containsExactly(1_001L, 999L, 345L);
        assertThat(intervals).extracting(Interval::issued).containsExactly(100L, 100L, 60L);
        assertThat(intervals)
                .extracting(interval -> interval.latencies().unpacked().getMaxValue())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aProcessThatStoodStillHasOneLongInterval() {
        at(1_000, 10);
        at(4_700, 40);
        at(4_999, 50);
        at(5_000, 51);

        assertThat(sampler.finish()).extracting(Interval::millis).containsExactly(1_000L, 3_700L, 300L);
        assertThat(readings).isEqualTo(3);
    }

    private void at(long millis, long issuedByThen) {
        elapsedMillis = millis;
        issued = issuedByThen;
        sampler.doWork();
    }

    private IntervalSampler.Reading read() {
        Histogram latencies = LatencyRecorder.noLatencies();
        latencies.recordValue(++readings);
        return new IntervalSampler.Reading(issued, 0, 0, 0, 0, 0, latencies);
    }
}
