package vn.truc.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A report on one screen, at most 80 columns wide. */
public final class SummaryScreen {

    private static final String ABSENT = "-";

    /** A year, and the month that a year of simulated time may run into. */
    private static final int MONTHS_SHOWN_MAX = 13;

    private final List<String> lines = new ArrayList<>();

    private SummaryScreen() {}

    /** The lines of the summary. */
    public static List<String> of(RunReport report) {
        SummaryScreen screen = new SummaryScreen();
        screen.head(report);
        screen.documents(report);
        screen.faults(report.faults());
        screen.share(report.share());
        screen.speed(report);
        screen.audit(report.audit(), report.seed());
        screen.thresholds(report.thresholds());
        return screen.lines;
    }

    /** The lines of an audit alone. */
    public static List<String> ofAudit(RunReport.Audit audit, long seed) {
        SummaryScreen screen = new SummaryScreen();
        screen.audit(audit, seed);
        return screen.lines;
    }

    /** The lines of an audit of a log alone. */
    public static List<String> ofLog(RunReport.Audit audit) {
        SummaryScreen screen = new SummaryScreen();
        screen.audit(audit);
        return screen.lines;
    }

    private void head(RunReport report) {
        line("%s, seed %d, sealed with %s", report.scenario(), report.seed(), sealing(report.seal()));
        line("");
    }

    private static String sealing(RunReport.Seal seal) {
        return seal.scheme().equals("none")
                ? "nothing (unsigned baseline)"
                : seal.scheme() + ", " + seal.batching() + ", " + seal.provider();
    }

    private void documents(RunReport report) {
        RunReport.Documents documents = report.documents();
        line("documents   issued %,d of %,d planned", documents.issued(), documents.planned());
        line(
                "            electronic %,d   parallel %,d   paper %,d   classified %,d   refused %,d",
                documents.electronic(),
                documents.parallel(),
                documents.paper(),
                documents.classified(),
                documents.refusedDocuments());
        refusals("", documents.refused(true));
        refusals("records beside them, refused:   ", documents.refused(false));
        RunReport.Deliveries deliveries = report.deliveries();
        line(
                "deliveries  delivered %,d of %,d planned   refused %,d",
                deliveries.delivered(), deliveries.planned(), deliveries.refused());
        line("");
    }

    private void refusals(String which, Map<String, Long> reasons) {
        if (!reasons.isEmpty()) {
            StringJoiner counts = new StringJoiner("   ");
            reasons.forEach((reason, count) -> counts.add(String.format(Locale.ROOT, "%s %,d", reason, count)));
            line("            %s%s", which, counts);
        }
    }

    /** The lines about planned faults alone; none where nothing was planned. */
    public static List<String> ofFaults(List<RunReport.FaultFinding> findings) {
        SummaryScreen screen = new SummaryScreen();
        screen.faults(findings);
        return screen.lines;
    }

    private void faults(List<RunReport.FaultFinding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        line("planned faults               refused                   planned   as planned");
        for (RunReport.FaultFinding finding : findings) {
            line(
                    "  %-26s %-22s %10s  %10s",
                    finding.fault(),
                    finding.reason() == null ? ABSENT : finding.reason(),
                    String.format(Locale.ROOT, "%,d", finding.planned()),
                    String.format(Locale.ROOT, "%,d", finding.found()));
        }
        line("");
    }

    private void share(RunReport.Share share) {
        line("share                electronic   paperless   documents");
        for (Map.Entry<String, RunReport.LevelShare> level : share.byLevel().entrySet()) {
            RunReport.LevelShare of = level.getValue();
            shares(level.getKey(), of.electronic(), of.paperless(), of.documents());
        }
        line(
                "  %-18s %10s  %10s     planned %s, target %s",
                "all agencies",
                percent(share.electronic()),
                percent(share.paperless()),
                percent(share.planned()),
                percent(share.target()));
        line("");
        months(share.byMonth());
    }

    private void months(List<RunReport.MonthShare> months) {
        if (months.size() < 2) {
            return;
        }
        line("month                electronic   paperless   documents");
        for (RunReport.MonthShare month : months.subList(0, Math.min(months.size(), MONTHS_SHOWN_MAX))) {
            shares(month.month(), month.electronic(), month.paperless(), month.documents());
        }
        if (months.size() > MONTHS_SHOWN_MAX) {
            line("  and %,d more in the report", months.size() - MONTHS_SHOWN_MAX);
        }
        line("");
    }

    private void shares(String of, @Nullable Double electronic, @Nullable Double paperless, long documents) {
        line(
                "  %-18s %10s  %10s  %10s",
                of, percent(electronic), percent(paperless), String.format(Locale.ROOT, "%,d", documents));
    }

    private void speed(RunReport report) {
        RunReport.Throughput throughput = report.throughput();
        line(
                "throughput  issued %,.0f/s   counted %,.0f/s   behind schedule at most %,d ms",
                throughput.issuedPerSecond(), throughput.countedPerSecond(), throughput.behindScheduleMaxMillis());
        if (report.warmUpMillis() > 0) {
            line(
                    "warm-up     documents due in the first %,d ms are in no latency, nor in behind schedule",
                    report.warmUpMillis());
        }
        line("latency from the intended time, ms         p50       p99     p99.9       max");
        report.latencyMicros().forEach(this::latency);
        if (report.naiveMicros().count() > 0) {
            latency("delivered, from the send time", report.naiveMicros());
        }
        skew(report);
        line("");
    }

    private void latency(String stage, RunReport.Latency latency) {
        line(
                "  %-34s %9s %9s %9s %9s",
                stage, millis(latency.p50()), millis(latency.p99()), millis(latency.p999()), millis(latency.max()));
    }

    private void skew(RunReport report) {
        report.latencyMicros().forEach((stage, latency) -> {
            if (latency.negatives() > 0) {
                line(
                        "clock skew  %,d of %,d latencies to %s are negative",
                        latency.negatives(), latency.negatives() + latency.count(), stage);
            }
        });
    }

    private void audit(RunReport.Audit audit, long seed) {
        audit(audit);
        if (!audit.verdict().equals("held")) {
            line("  run it again with --seed %d", seed);
        }
    }

    private void audit(RunReport.Audit audit) {
        line("audit       %s", audit.verdict());
        audit.guarantees().forEach((name, guarantee) -> {
            line(
                    "  %-28s %s",
                    name,
                    guarantee.held()
                            ? "held"
                            : String.format(Locale.ROOT, "BROKEN, %,d violations", guarantee.violations()));
            guarantee.offenders().forEach(offender -> line("      %s", offender));
        });
    }

    private void thresholds(List<RunReport.Threshold> thresholds) {
        if (thresholds.isEmpty()) {
            return;
        }
        long crossed =
                thresholds.stream().filter(threshold -> !threshold.passed()).count();
        line("");
        line(
                "thresholds  %s",
                crossed == 0
                        ? "passed"
                        : String.format(Locale.ROOT, "CROSSED, %,d of %,d", crossed, thresholds.size()));
        for (RunReport.Threshold threshold : thresholds) {
            line(
                    "  %-48s %12s  %s",
                    threshold.expression(), threshold.value(), threshold.passed() ? "passed" : "CROSSED");
        }
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    private static String percent(@Nullable Double share) {
        return share == null ? ABSENT : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    private static String millis(long micros) {
        // what was measured is never zero
        return micros == 0 ? ABSENT : String.format(Locale.ROOT, "%,.1f", micros / 1_000.0);
    }
}
