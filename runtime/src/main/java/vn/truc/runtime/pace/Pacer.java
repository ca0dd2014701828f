package vn.truc.runtime.pace;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Time for an open-loop load: offsets from a start that is fixed once. A caller that falls behind sees offsets that are
 * already past; the pacer never shifts the schedule, so the delay stays visible in every latency that is counted from
 * the intended time.
 *
 * <p>Thread-safe and without state but the start.
 *
 * @see <a href="https://www.youtube.com/watch?v=lJ8ydIuPFeU">G. Tene, How NOT to Measure Latency (coordinated
 *     omission)</a>
 */
public final class Pacer {

    private final LongSupplier nanoClock;
    private final long startNanos;
    private final long startEpochMicros;

    private Pacer(LongSupplier nanoClock, long startNanos, long startEpochMicros) {
        this.nanoClock = nanoClock;
        this.startNanos = startNanos;
        this.startEpochMicros = startEpochMicros;
    }

    /** A schedule that starts now. */
    public static Pacer startingNow(Clock clock, LongSupplier nanoClock) {
        return new Pacer(nanoClock, nanoClock.getAsLong(), epochMicros(clock.instant()));
    }

    /** Nanoseconds since the start. */
    public long elapsedNanos() {
        return nanoClock.getAsLong() - startNanos;
    }

    /** The wall-clock time of an offset, microseconds since the epoch. */
    public long epochMicrosAt(long offsetNanos) {
        return startEpochMicros + TimeUnit.NANOSECONDS.toMicros(offsetNanos);
    }

    /** The wall-clock time of now, by the same clock as {@link #epochMicrosAt} and never before an offset that has passed. */
    public long epochMicrosNow() {
        return epochMicrosAt(elapsedNanos());
    }

    /** Waits until {@code offsetNanos} or {@code nanosMax} from now, whichever is first, or an interrupt. */
    public void parkUntil(long offsetNanos, long nanosMax) {
        long wait = Math.min(offsetNanos - elapsedNanos(), nanosMax);
        if (wait > 0) {
            LockSupport.parkNanos(this, wait);
        }
    }

    /** Microseconds since the epoch of {@code instant}. */
    public static long epochMicros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }
}
