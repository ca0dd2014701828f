package vn.truc.runtime.metrics;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one stage in microseconds, in parts that together are the whole: each is recorded once, in its part, and
 * the whole is the exact sum. Writers are wait-free; any thread may read.
 */
public final class LatencyBreakdown {

    private final Object lock = new Object();
    private final Histogram whole = LatencyRecorder.noLatencies();
    private final Histogram interval = LatencyRecorder.noLatencies();
    /** What readers have taken from the parts, and not yet added to the other two. */
    private final Histogram fresh = LatencyRecorder.noLatencies();

    private final List<LatencyRecorder> parts;

    /** @param count how many parts there are */
    public LatencyBreakdown(int count) {
        parts = IntStream.range(0, count)
                .mapToObj(part -> new LatencyRecorder(lock, fresh))
                .toList();
    }

    /** One part, from 0. */
    public LatencyRecorder part(int index) {
        return parts.get(index);
    }

    /** Leaves out of all parts what was due before, as {@link LatencyRecorder#countFrom} does. */
    public void countFrom(long intendedMicros) {
        parts.forEach(part -> part.countFrom(intendedMicros));
    }

    /** What was recorded until now, in all parts. */
    public LatencySummary summary() {
        synchronized (lock) {
            drain();
            return LatencySummary.of(
                    whole,
                    parts.stream().mapToLong(LatencyRecorder::negatives).sum(),
                    parts.stream().mapToLong(LatencyRecorder::warmUp).sum());
        }
    }

    /** What was recorded until now, in all parts; a copy. */
    public Histogram histogram() {
        synchronized (lock) {
            drain();
            return whole.copy();
        }
    }

    /** What was recorded since the last call, in all parts; a copy. There is one caller at most. */
    public Histogram takeInterval() {
        synchronized (lock) {
            drain();
            Histogram taken = interval.copy();
            interval.reset();
            return taken;
        }
    }

    private void drain() {
        parts.forEach(LatencyRecorder::drain);
        whole.add(fresh);
        interval.add(fresh);
        fresh.reset();
    }
}
