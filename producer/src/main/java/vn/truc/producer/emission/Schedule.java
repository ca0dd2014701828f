package vn.truc.producer.emission;

import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/**
 * When every document is due. Pure: an offset depends on the document's number alone, and so a generator that stalls
 * shows in latencies instead of silently lightening the load (G. Tene, <i>coordinated omission</i>).
 *
 * <p>Offsets never fall as <i>n</i> rises.
 */
public final class Schedule {

    private final LoadPhase[] phases;
    /** When the documents of each phase are due. */
    private final LongUnaryOperator[] offsets;
    /** The first document of each phase; one more entry holds the count of all. */
    private final long[] firsts;
    /** When each phase starts; one more entry holds when the last one ends. */
    private final long[] startNanos;

    /** @param phases in the order in which they follow each other; at least one */
    public Schedule(List<LoadPhase> phases) {
        this.phases = phases.toArray(new LoadPhase[0]);
        offsets = phases.stream().map(LoadPhase::offsets).toArray(LongUnaryOperator[]::new);
        firsts = new long[this.phases.length + 1];
        startNanos = new long[this.phases.length + 1];
        for (int i = 0; i < this.phases.length; i++) {
            firsts[i + 1] = Math.addExact(firsts[i], this.phases[i].documents());
            startNanos[i + 1] = Math.addExact(startNanos[i], this.phases[i].durationNanos());
        }
    }

    /** How many documents there are. */
    public long documents() {
        return firsts[phases.length];
    }

    /** The number of the first document of a phase, or of all documents for the phase after the last one. */
    long first(int phase) {
        return firsts[phase];
    }

    /** From the start of the first phase to the end of the last, nanoseconds. */
    public long durationNanos() {
        return startNanos[phases.length];
    }

    /**
     * When document {@code n} is due, nanoseconds from the start.
     *
     * @throws IndexOutOfBoundsException when there is no such document
     */
    public long offsetNanos(long n) {
        Objects.checkIndex(n, documents());
        int phase = last(firsts, phases.length, n);
        return startNanos[phase] + offsets[phase].applyAsLong(n - firsts[phase]);
    }

    /** How many documents are due at {@code nanos} from the start or before: the inverse of {@link #offsetNanos}. */
    public long dueBy(long nanos) {
        if (nanos < 0) {
            return 0;
        }
        if (nanos >= durationNanos()) {
            return documents();
        }
        int phase = last(startNanos, phases.length, nanos);
        return firsts[phase] + phases[phase].dueBy(nanos - startNanos[phase]);
    }

    /**
     * The last of {@code count} parts that begins at {@code place} or before, so that an empty part is never it. The first
     * one begins there.
     */
    static int last(long[] begins, int count, long place) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (begins[middle] <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
