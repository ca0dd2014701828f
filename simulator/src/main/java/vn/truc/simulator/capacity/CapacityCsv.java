package vn.truc.simulator.capacity;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The probes of a search as comma-separated values (RFC 4180), one a line. */
public final class CapacityCsv {

    private static final String HEAD =
            "number,purpose,ratePerSecond,measuredMillis,held,issuedPerSecond,countedPerSecond,"
                    + "behindScheduleMaxMillis,backlogDocuments,backlogLoadMillis,backlogGrowthPerSecond,"
                    + "p50Micros,p90Micros,p99Micros,p999Micros,maxMicros,failures";

    private CapacityCsv() {}

    /** The lines, the names of the columns first. */
    public static List<String> of(CapacityReport report) {
        return Stream.concat(Stream.of(HEAD), report.probes().stream().map(CapacityCsv::line))
                .toList();
    }

    private static String line(ProbeResult of) {
        return String.format(
                Locale.ROOT,
                "%d,%s,%d,%d,%s,%.1f,%.1f,%d,%d,%d,%.1f,%d,%d,%d,%d,%d,%s",
                of.number(),
                of.purpose().label(),
                of.ratePerSecond(),
                of.measuredMillis(),
                of.held(),
                of.issuedPerSecond(),
                of.countedPerSecond(),
                of.behindScheduleMaxMillis(),
                of.backlog().documents(),
                of.backlog().loadMillis(),
                of.backlog().growthPerSecond(),
                of.deliveredMicros().p50(),
                of.deliveredMicros().p90(),
                of.deliveredMicros().p99(),
                of.deliveredMicros().p999(),
                of.deliveredMicros().max(),
                quoted(String.join("; ", of.failures())));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
