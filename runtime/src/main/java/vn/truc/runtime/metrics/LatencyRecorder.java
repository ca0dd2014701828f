package vn.truc.runtime.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Latencies of one stage in microseconds, for the whole run. Writers are wait-free; any thread may read.
 *
 * <p>A negative latency means that two clocks disagree; it is counted apart and never mixed into the percentiles.
 */
public final class LatencyRecorder {

    private static final long MICROS_MAX = TimeUnit.HOURS.toMicros(24);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Recorder recorder = new Recorder(1, MICROS_MAX, SIGNIFICANT_DIGITS);
    private final Histogram whole = new Histogram(1, MICROS_MAX, SIGNIFICANT_DIGITS);
    private final LongAdder negatives = new LongAdder();
    private final LongAdder warmUp = new LongAdder();
    private volatile long fromMicros = Long.MIN_VALUE;

    /**
     * Leaves out, from now on, what was due earlier: the warm-up of a run.
     *
     * @param intendedMicros the first intended time that counts, microseconds since the epoch
     */
    public void countFrom(long intendedMicros) {
        fromMicros = intendedMicros;
    }

    /** Adds the latency of what was due at one time and is done at another, both in microseconds since the epoch. */
    public void record(long intendedMicros, long doneMicros) {
        if (intendedMicros < fromMicros) {
            warmUp.increment();
        } else {
            recordMicros(doneMicros - intendedMicros);
        }
    }

    private void recordMicros(long micros) {
        if (micros < 0) {
            negatives.increment();
            return;
        }
        recorder.recordValue(Math.min(micros, MICROS_MAX));
    }

    /** What was recorded until now. */
    public synchronized LatencySummary summary() {
        whole.add(recorder.getIntervalHistogram());
        return new LatencySummary(
                whole.getTotalCount(),
                whole.getValueAtPercentile(50),
                whole.getValueAtPercentile(90),
                whole.getValueAtPercentile(99),
                whole.getValueAtPercentile(99.9),
                whole.getTotalCount() == 0 ? 0 : whole.getMaxValue(),
                negatives.sum(),
                warmUp.sum());
    }
}
