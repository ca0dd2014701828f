package vn.truc.simulator.capacity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the highest rate that holds.
 *
 * <p>First with short probes: the lowest rate, then rates that double until one fails, then rates between (each the
 * geometric mean of the two around it) until these are within {@link #RESOLUTION}. Then with long ones: the rate that was
 * found, and the one above it that failed. Where a long probe says otherwise, it goes on from there, up or down in growing
 * steps, so that a short probe that was wrong is made good.
 *
 * <p>A machine is noisy. Noise makes many more probes fail than hold, so in the search a rate that holds at once holds, and
 * one that fails is probed again: two of three decide. Of the long probes two of three decide either way, where a short one
 * that held at once counts as one of them. Not thread-safe; finds once.
 */
public final class CapacitySearch {

    /** How far the rate that holds and the one that does not are apart in the end, at most; as a ratio. */
    public static final double RESOLUTION = 1.03;

    /** When so many probes led to nothing, the search ends. */
    public static final int PROBES_MAX = 60;

    /** The first probes after the lowest rate begin at so much of what the system is thought to carry. */
    private static final double BEGIN_AT = 0.25;

    private static final double GROWTH = 2;
    private static final int DECIDING = 2;

    private final Probe probe;
    private final SearchRange range;
    /** What did not hold at the rates that failed. */
    private final Map<Long, List<String>> failures = new HashMap<>();

    /** The rates of which the first short probe held. */
    private final Set<Long> heldShort = new HashSet<>();

    private int probes;
    private long held;
    private long failed;

    public CapacitySearch(Probe probe, SearchRange range) {
        this.probe = probe;
        this.range = range;
    }

    /**
     * Searches.
     *
     * @param guessPerSecond what the system may carry, documents a second; a good guess saves probes
     */
    public SearchOutcome find(double guessPerSecond) {
        if (!holds(range.fromPerSecond(), Purpose.SEARCH)) {
            return outcome(Verdict.NONE);
        }
        rise(Math.max(range.fromPerSecond() + 1.0, guessPerSecond * BEGIN_AT), GROWTH, Purpose.SEARCH);
        narrow(Purpose.SEARCH);
        confirm();
        if (held == 0) {
            return outcome(failed > range.fromPerSecond() ? Verdict.UNSETTLED : Verdict.NONE);
        }
        if (failed == 0) {
            return outcome(held < range.toPerSecond() ? Verdict.UNSETTLED : Verdict.AT_LEAST);
        }
        return outcome(isNarrow() ? Verdict.FOUND : Verdict.UNSETTLED);
    }

    /** Raises the rate until one fails or the range ends. */
    private void rise(double firstPerSecond, double factor, Purpose purpose) {
        failed = 0;
        double growth = factor;
        double next = firstPerSecond;
        while (failed == 0 && held < range.toPerSecond() && !isSpent()) {
            long rate = range.closest(Math.max(next, held + 1.0));
            if (holds(rate, purpose) && purpose == Purpose.CONFIRM) {
                growth *= growth;
            }
            next = rate * growth;
        }
    }

    /** Lowers the rate until one holds or the range ends. */
    private void sink(double factor) {
        held = 0;
        double growth = factor;
        while (held == 0 && failed > range.fromPerSecond() && !isSpent()) {
            long rate = range.closest(Math.min(failed / growth, failed - 1.0));
            growth *= growth;
            holds(rate, Purpose.CONFIRM);
        }
    }

    private void narrow(Purpose purpose) {
        while (held > 0 && failed > 0 && !isNarrow() && !isSpent()) {
            holds(Math.max(held + 1, Math.min(failed - 1, Math.round(Math.sqrt((double) held * failed)))), purpose);
        }
    }

    private void confirm() {
        long found = held;
        double step = failed == 0 ? RESOLUTION : (double) failed / held;
        if (holds(found, Purpose.CONFIRM)) {
            rise(found * step, step, Purpose.CONFIRM);
        } else {
            sink(step);
        }
        narrow(Purpose.CONFIRM);
    }

    private boolean isNarrow() {
        return failed - held <= 1 || failed <= held * RESOLUTION;
    }

    /**
     * Whether a rate holds, which from then on is the highest that does, or the lowest that does not; neither where the
     * probes end before that is decided.
     */
    private boolean holds(long rate, Purpose purpose) {
        boolean isLong = purpose == Purpose.CONFIRM;
        int holding = isLong && heldShort.contains(rate) ? 1 : 0;
        int failing = 0;
        while (holding < DECIDING && failing < DECIDING && !isSpent()) {
            probes++;
            ProbeResult result = probe.at(rate, purpose);
            if (!result.held()) {
                failing++;
                failures.put(rate, result.failures());
            } else if (isLong || failing > 0) {
                holding++;
            } else {
                holding = DECIDING;
                heldShort.add(rate);
            }
        }
        if (holding == DECIDING) {
            held = rate;
        } else if (failing == DECIDING) {
            failed = rate;
        }
        return holding == DECIDING;
    }

    private boolean isSpent() {
        return probes >= PROBES_MAX;
    }

    private SearchOutcome outcome(Verdict verdict) {
        return new SearchOutcome(verdict, held, failed, failures.getOrDefault(failed, List.of()));
    }
}
