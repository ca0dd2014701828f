package vn.truc.simulator.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.truc.simulator.report.RunReport;

/** The result of a search on a screen, at most 100 columns wide. */
public final class CapacityScreen {

    private static final double MICROS_IN_MILLI = 1_000;

    private final List<String> lines = new ArrayList<>();

    private CapacityScreen() {}

    /** The lines. */
    public static List<String> of(CapacityReport report) {
        CapacityScreen screen = new CapacityScreen();
        RunReport.Seal seal = report.seal();
        screen.line(
                "%s, seed %d, sealed with %s",
                report.scenario(),
                report.seed(),
                seal.scheme().equals("none")
                        ? "nothing (unsigned baseline)"
                        : seal.scheme() + ", " + seal.batching() + ", " + seal.provider());
        screen.line("");
        screen.line("capacity    %s", sentence(report));
        screen.line("held        %s", limits(report));
        if (report.failedPerSecond() != null && !report.limitedBy().isEmpty()) {
            screen.line(
                    "limit       at %,d/s: %s",
                    report.failedPerSecond(), report.limitedBy().get(0));
            report.limitedBy().stream().skip(1).forEach(more -> screen.line("            %s", more));
        }
        List<CurvePoint> points = CurvePoint.of(report.probes());
        if (!points.isEmpty()) {
            screen.line("");
            screen.lines.addAll(CurveChart.of(points, report.capacityPerSecond()));
            screen.table(points);
        }
        return screen.lines;
    }

    /** The result in a sentence. */
    static String sentence(CapacityReport report) {
        Long capacity = report.capacityPerSecond();
        return switch (report.verdict()) {
            case FOUND, AT_LEAST ->
                String.format(
                        Locale.ROOT,
                        "%s%,d documents a second",
                        report.verdict() == Verdict.AT_LEAST ? "at least " : "",
                        capacity == null ? 0 : capacity);
            case NONE ->
                String.format(
                        Locale.ROOT,
                        "none: not even %,d documents a second hold",
                        report.settings().fromPerSecond());
            case UNSETTLED ->
                capacity == null
                        ? "unknown: the system was too unsteady"
                        : String.format(
                                Locale.ROOT, "at least %,d documents a second; too unsteady to say more", capacity);
            case BROKEN -> "unknown: a guarantee broke";
            case INTERRUPTED -> "unknown: the search was interrupted";
        };
    }

    /** What had to hold. */
    static String limits(CapacityReport report) {
        List<String> limits = new ArrayList<>(report.thresholds());
        limits.add("no growing backlog");
        return String.join(", ", limits);
    }

    private void table(List<CurvePoint> points) {
        line("");
        line("%10s %11s %10s %10s %11s %7s", "rate/s", "carried/s", "p50 ms", "p99 ms", "backlog ms", "probes");
        for (CurvePoint point : points) {
            line(
                    "%,10d %,11d %10s %10s %,11d %7d  %s",
                    point.ratePerSecond(),
                    point.countedPerSecond(),
                    millis(point.p50Micros()),
                    millis(point.p99Micros()),
                    point.backlogMillis(),
                    point.probes(),
                    point.held() ? "holds" : "fails");
        }
    }

    /** A latency as a number of milliseconds, or that there is none: nothing was delivered while it was measured. */
    public static String millis(long micros) {
        return micros == 0 ? "-" : String.format(Locale.ROOT, "%,.1f", micros / MICROS_IN_MILLI);
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
