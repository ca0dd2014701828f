package vn.truc.simulator.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import vn.truc.simulator.report.RunReport;

/**
 * What a probe came to.
 *
 * @param number of the probe within the search, from 1
 * @param ratePerSecond documents due in a second
 * @param measuredMillis for how long it was measured, without its own warm-up
 * @param issuedPerSecond documents issued in a second
 * @param countedPerSecond documents dealt with in a second of the measured time: those counted and, in proportion, the
 *     classified ones, which nobody counts
 * @param behindScheduleMaxMillis the longest that a document waited to be issued; much of it means that the generator, not
 *     what it loads, is the limit
 * @param deliveredMicros from the intended time to the verified delivery, microseconds
 * @param failures each limit that did not hold, in words; empty for a warm-up, which is held to nothing
 */
@JsonPropertyOrder({
    "number",
    "purpose",
    "ratePerSecond",
    "measuredMillis",
    "held",
    "failures",
    "issuedPerSecond",
    "countedPerSecond",
    "behindScheduleMaxMillis",
    "backlog",
    "deliveredMicros"
})
public record ProbeResult(
        int number,
        Purpose purpose,
        long ratePerSecond,
        long measuredMillis,
        double issuedPerSecond,
        double countedPerSecond,
        long behindScheduleMaxMillis,
        Backlog backlog,
        RunReport.Latency deliveredMicros,
        List<String> failures) {

    /** Copies what it is given. */
    public ProbeResult {
        failures = List.copyOf(failures);
    }

    /** Whether anything was delivered while it was measured; in a warm-up that was itself too much nothing was. */
    boolean hasLatency() {
        return deliveredMicros.count() > 0;
    }

    /** Whether every limit held. */
    @JsonProperty
    public boolean held() {
        return failures.isEmpty();
    }
}
