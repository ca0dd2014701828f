package vn.truc.simulator.exchange;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import vn.truc.runtime.agent.Agent;

/**
 * Looks at an exchange at every full second of its schedule and keeps what happened in between. An interval is as long as
 * it really was: a process that stood still has a longer one, not several without anything.
 *
 * <p>Its last look may be taken by another thread than the one that looked until then.
 */
final class IntervalSampler implements Agent {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PARK_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(50);

    private final LongSupplier elapsedNanos;
    private final Supplier<Reading> exchange;
    private final Timeline timeline = new Timeline();
    private Reading last = Reading.NOTHING;
    private long lastMillis;
    private long dueNanos = EVERY_NANOS;

    /**
     * What an exchange has come to.
     *
     * @param issued documents, as {@link Interval} has them, but since the beginning; so all counts
     * @param backlog now
     * @param behindMillis the longest since the last reading
     * @param latencies those since the last reading
     */
    record Reading(
            long issued,
            long routed,
            long delivered,
            long counted,
            long backlog,
            long behindMillis,
            Histogram latencies) {

        private static final Reading NOTHING = new Reading(0, 0, 0, 0, 0, 0, new Histogram(1));
    }

    /**
     * @param elapsedNanos since the first intended time
     * @param exchange reads it
     */
    IntervalSampler(LongSupplier elapsedNanos, Supplier<Reading> exchange) {
        this.elapsedNanos = elapsedNanos;
        this.exchange = exchange;
    }

    @Override
    public String name() {
        return "intervals";
    }

    @Override
    public int doWork() {
        long now = elapsedNanos.getAsLong();
        if (now < dueNanos) {
            LockSupport.parkNanos(this, Math.min(dueNanos - now, PARK_NANOS_MAX));
            return 0;
        }
        dueNanos = now - now % EVERY_NANOS + EVERY_NANOS;
        sample(now);
        return 1;
    }

    /** All intervals, the last one until now. */
    synchronized List<Interval> finish() {
        sample(elapsedNanos.getAsLong());
        return timeline.intervals();
    }

    private synchronized void sample(long now) {
        long endMillis = TimeUnit.NANOSECONDS.toMillis(now);
        if (endMillis <= lastMillis) {
            return;
        }
        Reading reading = exchange.get();
        timeline.add(new Interval(
                endMillis,
                endMillis - lastMillis,
                reading.issued - last.issued,
                reading.routed - last.routed,
                reading.delivered - last.delivered,
                reading.counted - last.counted,
                reading.backlog,
                reading.behindMillis,
                PackedLatencies.of(reading.latencies)));
        last = reading;
        lastMillis = endMillis;
    }
}
