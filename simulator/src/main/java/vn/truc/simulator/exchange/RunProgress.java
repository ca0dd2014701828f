package vn.truc.simulator.exchange;

import java.util.Locale;

/**
 * How far a run is.
 *
 * @param phase what it does
 * @param planned documents that the plan has
 * @param issued documents that the cluster acknowledged
 * @param routed documents whose copies are committed
 * @param counted documents in the share
 * @param behindMillis how long the oldest document that is due has waited to be issued
 * @param deliveredP99Micros of the latency from the intended time to the verified delivery
 * @param electronicShare of the counted documents; NaN when there are none
 */
public record RunProgress(
        Phase phase,
        long planned,
        long issued,
        long routed,
        long counted,
        long behindMillis,
        long deliveredP99Micros,
        double electronicShare) {

    /** The phases of a run, in order. */
    public enum Phase {
        ISSUING,
        DRAINING,
        AUDITING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
