package vn.truc.simulator.capacity;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.simulator.report.RunReport;

/**
 * The result of a search, as {@code capacity.json} holds it. The form is stable: fields are only added, and
 * {@code capacity.schema.json} describes it.
 *
 * @param version of the form
 * @param scenario its name
 * @param seed of the documents
 * @param startedAt when the command began
 * @param seal how documents were sealed
 * @param settings what was searched for, and for how long
 * @param thresholds that had to hold, beside the backlog
 * @param warmUp how the system was brought to its working speed; null when the search ended before
 * @param verdict how the search ended
 * @param capacityPerSecond the highest rate that held in a confirming run, documents a second; null without one
 * @param failedPerSecond the lowest rate above it that did not hold; null without one
 * @param limitedBy what did not hold there
 * @param probes in the order in which they were made, those of the warm-up among them
 */
@JsonPropertyOrder({
    "version",
    "scenario",
    "seed",
    "startedAt",
    "seal",
    "settings",
    "thresholds",
    "warmUp",
    "verdict",
    "capacityPerSecond",
    "failedPerSecond",
    "limitedBy",
    "probes"
})
public record CapacityReport(
        int version,
        String scenario,
        long seed,
        Instant startedAt,
        RunReport.Seal seal,
        Settings settings,
        List<String> thresholds,
        @Nullable WarmUp warmUp,
        Verdict verdict,
        @Nullable Long capacityPerSecond,
        @Nullable Long failedPerSecond,
        List<String> limitedBy,
        List<ProbeResult> probes) {

    /** The version of the form that this program writes. */
    public static final int VERSION = 1;

    /** Copies what it is given. */
    public CapacityReport {
        thresholds = List.copyOf(thresholds);
        limitedBy = List.copyOf(limitedBy);
        probes = List.copyOf(probes);
    }

    /**
     * What was asked for.
     *
     * @param probeMillis for how long a short probe is measured
     * @param confirmMillis for how long a confirming one is
     * @param warmUpMillis how long each probe runs before it is measured
     */
    @JsonPropertyOrder({"fromPerSecond", "toPerSecond", "probeMillis", "confirmMillis", "warmUpMillis"})
    public record Settings(
            long fromPerSecond, long toPerSecond, long probeMillis, long confirmMillis, long warmUpMillis) {}

    /** The report of a search. */
    public static CapacityReport of(
            String scenario,
            long seed,
            Instant startedAt,
            RunReport.Seal seal,
            Settings settings,
            List<String> thresholds,
            @Nullable WarmUp warmUp,
            SearchOutcome outcome,
            List<ProbeResult> probes) {
        return new CapacityReport(
                VERSION,
                scenario,
                seed,
                startedAt,
                seal,
                settings,
                thresholds,
                warmUp,
                outcome.verdict(),
                outcome.heldPerSecond() == 0 ? null : outcome.heldPerSecond(),
                outcome.failedPerSecond() == 0 ? null : outcome.failedPerSecond(),
                outcome.limitedBy(),
                probes);
    }
}
