package vn.truc.runtime.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of one stage in microseconds, for the whole run. Writers are wait-free; any thread may read.
 *
 * <p>A negative latency means that two clocks disagree; it is counted apart and never mixed into the percentiles.
 */
public final class LatencyRecorder {

    private static final long MICROS_MAX = TimeUnit.HOURS.toMicros(24);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Recorder recorder = new Recorder(1, MICROS_MAX, SIGNIFICANT_DIGITS);
    private final LongAdder negatives = new LongAdder();
    private final LongAdder warmUp = new LongAdder();
    private volatile long fromMicros = Long.MIN_VALUE;

    /** Guards what readers share, here and in the sums. */
    private final Object lock;

    private final Histogram whole = noLatencies();
    private final @Nullable Histogram sum;
    private @Nullable Histogram drained;

    /** A recorder of its own. */
    public LatencyRecorder() {
        this(new Object(), null);
    }

    /**
     * A part of something larger.
     *
     * @param lock guards {@code sum}
     * @param sum also takes what this recorder has taken, whenever it is read
     */
    LatencyRecorder(Object lock, @Nullable Histogram sum) {
        this.lock = lock;
        this.sum = sum;
    }

    /** A histogram that latencies of recorders can be added to; it grows as it must. */
    public static Histogram noLatencies() {
        return new Histogram(SIGNIFICANT_DIGITS);
    }

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
        record(intendedMicros, intendedMicros, doneMicros);
    }

    /**
     * Adds a latency that is not counted from the intended time.
     *
     * @param intendedMicros by which it is told whether it belongs to the warm-up
     * @param beganMicros from which it is counted; all in microseconds since the epoch
     */
    public void record(long intendedMicros, long beganMicros, long doneMicros) {
        if (intendedMicros < fromMicros) {
            warmUp.increment();
        } else {
            recordMicros(doneMicros - beganMicros);
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
    public LatencySummary summary() {
        synchronized (lock) {
            drain();
            return LatencySummary.of(whole, negatives(), warmUp());
        }
    }

    /** Moves what writers have left since the last time to where readers look; under the lock. */
    void drain() {
        drained = recorder.getIntervalHistogram(drained);
        if (drained.getTotalCount() > 0) {
            whole.add(drained);
            if (sum != null) {
                sum.add(drained);
            }
        }
    }

    long negatives() {
        return negatives.sum();
    }

    long warmUp() {
        return warmUp.sum();
    }
}
