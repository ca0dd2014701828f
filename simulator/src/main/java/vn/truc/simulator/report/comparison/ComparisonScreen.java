package vn.truc.simulator.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.simulator.report.StoredReport;
import vn.truc.simulator.report.comparison.ComparedFigure.Measure;
import vn.truc.simulator.report.comparison.Comparison.ComparedThreshold;
import vn.truc.simulator.report.comparison.Comparison.Outcome;

/** A comparison as a table for a terminal. */
public final class ComparisonScreen {

    private static final String ABSENT = "-";

    private static final String ROW = "  %-28s %13s %13s %12s %8s";

    /** Titles of the groups of figures, by what their paths begin with. */
    private static final Map<String, String> GROUPS = Map.of(
            "documents", "documents",
            "deliveries", "deliveries",
            "share", "share",
            "throughput", "throughput",
            "latencyMicros", "latency from the intended time, ms",
            "naiveMicros", "latency from the time of sending until delivered, ms",
            "audit", "audit, violations");

    private final List<String> lines = new ArrayList<>();

    private ComparisonScreen() {}

    /** The lines of the table. */
    public static List<String> of(Comparison comparison) {
        ComparisonScreen screen = new ComparisonScreen();
        screen.head("A", comparison.a());
        screen.head("B", comparison.b());
        screen.differences(comparison);
        screen.line("");
        screen.line(ROW, "", "A", "B", "B - A", "B / A");
        screen.figures(comparison.figures());
        screen.verdicts(comparison);
        screen.thresholds(comparison.thresholds());
        return screen.lines;
    }

    private void head(String name, StoredReport report) {
        line(
                "%s  %s, seed %s, %s   %s",
                name,
                report.scenario(),
                report.tree().path("seed").asText(ABSENT),
                report.tree().path("startedAt").asText(ABSENT),
                report.file());
    }

    private void differences(Comparison comparison) {
        if (comparison.differences().isEmpty()) {
            return;
        }
        line("");
        line("NOT LIKE WITH LIKE: figures below also differ for these reasons");
        comparison.differences().forEach(of -> line("  %-28s %s  |  %s", of.what(), of.a(), of.b()));
    }

    private void figures(List<ComparedFigure> figures) {
        String group = "";
        for (ComparedFigure figure : figures) {
            String own = figure.path().substring(0, figure.path().indexOf('.'));
            if (!own.equals(group)) {
                group = own;
                line("%s", GROUPS.getOrDefault(group, group));
            }
            line(
                    ROW,
                    name(figure.path()),
                    value(figure.measure(), figure.a()),
                    value(figure.measure(), figure.b()),
                    difference(figure),
                    figure.ratio() == null ? ABSENT : String.format(Locale.ROOT, "%,.2f", figure.ratio()));
        }
    }

    /** A path without its group, in words. */
    private static String name(String path) {
        String within = path.substring(path.indexOf('.') + 1)
                .replace("byLevel.", "")
                .replace("guarantees.", "")
                .replace(".violations", "")
                .replace("p999", "p99.9")
                .replace("PerSecond", " per second")
                .replace("behindScheduleMaxMillis", "behind schedule at most");
        return within.contains("p99.9") ? within.replaceFirst("\\.p99\\.9$", " p99.9") : within.replace('.', ' ');
    }

    private void verdicts(Comparison comparison) {
        line(ROW, "verdict", verdict(comparison.a()), verdict(comparison.b()), "", "");
    }

    private static String verdict(StoredReport report) {
        String verdict = report.tree().path("audit").path("verdict").asText(ABSENT);
        return verdict.equals("broken") ? "BROKEN" : verdict;
    }

    private void thresholds(List<ComparedThreshold> thresholds) {
        if (thresholds.isEmpty()) {
            return;
        }
        line("thresholds");
        for (ComparedThreshold threshold : thresholds) {
            line("  %s", threshold.expression());
            line("  %-28s %13s %13s", "", value(threshold.a()), value(threshold.b()));
            line("  %-28s %13s %13s", "", passed(threshold.a()), passed(threshold.b()));
        }
    }

    private static String value(@Nullable Outcome outcome) {
        return outcome == null ? ABSENT : outcome.value();
    }

    private static String passed(@Nullable Outcome outcome) {
        if (outcome == null) {
            return "not set";
        }
        return outcome.passed() ? "passed" : "CROSSED";
    }

    private static String difference(ComparedFigure figure) {
        Double difference = figure.difference();
        if (difference == null) {
            return ABSENT;
        }
        return switch (figure.measure()) {
            case SHARE -> String.format(Locale.ROOT, "%+.2f pp", difference * 100);
            case COUNT -> String.format(Locale.ROOT, "%+,.0f", difference);
            case MILLIS -> String.format(Locale.ROOT, "%+,.0f ms", difference);
            case PER_SECOND -> String.format(Locale.ROOT, "%+,.1f", difference);
            case MICROS -> String.format(Locale.ROOT, "%+,.1f", difference / 1_000);
        };
    }

    private static String value(Measure measure, @Nullable Double value) {
        if (value == null) {
            return ABSENT;
        }
        return switch (measure) {
            case SHARE -> String.format(Locale.ROOT, "%.2f %%", value * 100);
            case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
            case MILLIS -> String.format(Locale.ROOT, "%,.0f ms", value);
            case PER_SECOND -> String.format(Locale.ROOT, "%,.1f", value);
            case MICROS -> String.format(Locale.ROOT, "%,.1f", value / 1_000);
        };
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
