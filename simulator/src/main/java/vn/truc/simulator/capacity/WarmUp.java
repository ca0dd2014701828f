package vn.truc.simulator.capacity;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What warming a system up came to: it is loaded with more than it can carry, again and again, until it carries no more
 * than the time before, or the highest rate that will be asked for. A virtual machine compiles what runs often, and is
 * several times slower until it has.
 *
 * @param rounds how many probes it took
 * @param settled whether the last two carried the same, within {@link #SETTLED}, or the last one the highest rate of the
 *     range
 * @param carriedPerSecond documents counted in a second of the last one; of the best one where it has not settled
 */
@JsonPropertyOrder({"rounds", "settled", "carriedPerSecond"})
public record WarmUp(int rounds, boolean settled, double carriedPerSecond) {

    /** By how much two rounds may differ, as a ratio. */
    public static final double SETTLED = 1.05;

    /** After so many rounds the search begins even so. */
    public static final int ROUNDS_MAX = 8;

    private static final double BEGIN_ABOVE_LOWEST = 10;
    private static final double GROWTH = 4;
    /** Once a rate was too much: the next that is kept up with shows by how little. */
    private static final double REGROWTH = 2;

    private static final double OVERLOAD = 1.5;

    /** A round that carries less than this of its load was overloaded. */
    private static final double KEPT_UP = 0.95;

    /** Loads the system until it has settled. */
    public static WarmUp with(Probe probe, SearchRange range) {
        double best = 0;
        double overloaded = 0;
        double growth = GROWTH;
        long rate = range.closest(range.fromPerSecond() * BEGIN_ABOVE_LOWEST);
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            double counted = probe.at(rate, Purpose.WARM_UP).countedPerSecond();
            boolean keptUp = counted >= rate * KEPT_UP;
            double carried = keptUp ? (double) rate : counted;
            best = Math.max(best, carried);
            if (keptUp && rate >= range.toPerSecond()) {
                return new WarmUp(round, true, carried);
            }
            if (keptUp) {
                overloaded = 0;
                rate = range.closest(rate * growth);
                continue;
            }
            if (overloaded > 0 && Math.max(carried / overloaded, overloaded / carried) <= SETTLED) {
                return new WarmUp(round, true, carried);
            }
            overloaded = carried;
            growth = REGROWTH;
            rate = range.closest(Math.max(best, rate / GROWTH) * OVERLOAD);
        }
        return new WarmUp(ROUNDS_MAX, false, best);
    }
}
