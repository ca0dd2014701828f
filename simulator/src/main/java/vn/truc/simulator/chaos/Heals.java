package vn.truc.simulator.chaos;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/** What ends disturbances, each in its time. Confined to one thread. */
final class Heals {

    private record Heal(long atNanos, Runnable what) {}

    private final long fromNanos;
    private final PriorityQueue<Heal> waiting = new PriorityQueue<>(Comparator.comparingLong(Heal::atNanos));

    /** @param fromNanos from which times are counted, as {@link System#nanoTime} counts */
    Heals(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    void add(Duration at, Runnable what) {
        waiting.add(new Heal(at.toNanos(), what));
    }

    /** Runs what is due until then, and waits for that time. */
    void runUntil(Duration at) {
        for (Heal next = waiting.peek(); next != null && next.atNanos() <= at.toNanos(); next = waiting.peek()) {
            awaitNanos(next.atNanos());
            waiting.remove();
            next.what().run();
        }
        awaitNanos(at.toNanos());
    }

    /** Runs everything that is left, each in its time. */
    void runAll() {
        for (Heal next = waiting.poll(); next != null; next = waiting.poll()) {
            awaitNanos(next.atNanos());
            next.what().run();
        }
    }

    private void awaitNanos(long atNanos) {
        for (long left = atNanos - elapsed(); left > 0; left = atNanos - elapsed()) {
            LockSupport.parkNanos(left);
        }
    }

    private long elapsed() {
        return System.nanoTime() - fromNanos;
    }
}
