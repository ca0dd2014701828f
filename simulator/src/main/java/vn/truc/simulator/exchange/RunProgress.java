package vn.truc.simulator.exchange;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import vn.truc.consumer.share.LevelCounts;
import vn.truc.runtime.metrics.LatencySummary;

/**
 * How far a run is.
 *
 * @param phase what it does
 * @param elapsed since the first document was due
 * @param planned documents that the plan has
 * @param issued documents that the cluster acknowledged
 * @param counts documents and deliveries in the share
 * @param behindMillis how long the oldest document that is due has waited to be issued
 * @param behindMaxMillis the longest that any document had to wait to be issued
 * @param latencies by stage, in the order of the stages
 */
public record RunProgress(
        Phase phase,
        Duration elapsed,
        long planned,
        long issued,
        LevelCounts counts,
        long behindMillis,
        long behindMaxMillis,
        Map<String, LatencySummary> latencies) {

    /** Of a stage that does not take place here. */
    static final LatencySummary NO_LATENCY = new LatencySummary(0, 0, 0, 0, 0, 0, 0, 0);

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

    /** Documents whose copies are committed. */
    public long routed() {
        return latency("routed").all();
    }

    /** Documents in the share. */
    public long counted() {
        return counts.total().documents();
    }

    /** Of the latency from the intended time to the verified delivery. */
    public long deliveredP99Micros() {
        return latency("delivered").p99();
    }

    /** Of the counted documents; NaN when there are none. */
    public double electronicShare() {
        return counts.total().electronicShare();
    }

    private LatencySummary latency(String stage) {
        return latencies.getOrDefault(stage, NO_LATENCY);
    }
}
