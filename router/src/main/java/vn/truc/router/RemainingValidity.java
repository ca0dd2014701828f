package vn.truc.router;

import java.util.concurrent.TimeUnit;

/**
 * The shortest validity that the certificates in use have left, over the last minutes: what is looked at once a minute is
 * not missed, and what is no longer used is forgotten. Thread-safe.
 */
final class RemainingValidity {

    /** A smallest value is kept for one to two of these. */
    static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final double MILLIS_PER_SECOND = 1_000;

    private long beganNanos;
    private long before = Long.MAX_VALUE;
    private long now = Long.MAX_VALUE;

    /**
     * Takes in the shortest of some documents.
     *
     * @param millis {@link Long#MAX_VALUE} when there was none
     * @param nanoTime of any clock, always of the same
     */
    synchronized void seen(long millis, long nanoTime) {
        turn(nanoTime);
        now = Math.min(now, millis);
    }

    /** The shortest, in seconds, or NaN when nothing was seen lately. */
    synchronized double seconds(long nanoTime) {
        turn(nanoTime);
        long shortest = Math.min(before, now);
        return shortest == Long.MAX_VALUE ? Double.NaN : shortest / MILLIS_PER_SECOND;
    }

    private void turn(long nanoTime) {
        long age = nanoTime - beganNanos;
        if (age >= KEPT_NANOS) {
            before = age >= 2 * KEPT_NANOS ? Long.MAX_VALUE : now;
            now = Long.MAX_VALUE;
            beganNanos = nanoTime;
        }
    }
}
