package vn.truc.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report on one screen, at most 80 columns wide. */
public final class SummaryScreen {

    private static final String ABSENT = "-";

    private final List<String> lines = new ArrayList<>();

    private SummaryScreen() {}

    /** The lines of the summary. */
    public static List<String> of(RunReport report) {
        SummaryScreen screen = new SummaryScreen();
        screen.head(report);
        screen.documents(report);
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
        long refused =
                documents.refused().values().stream().mapToLong(Long::longValue).sum();
        line("documents   issued %,d of %,d planned", documents.issued(), documents.planned());
        line(
                "            electronic %,d   parallel %,d   paper %,d   classified %,d   refused %,d",
                documents.electronic(), documents.parallel(), documents.paper(), documents.classified(), refused);
        if (refused > 0) {
            StringBuilder reasons = new StringBuilder();
            documents.refused().forEach((reason, count) -> reasons.append(String.format("   %s %,d", reason, count)));
            line("            %s", reasons.toString().strip());
        }
        RunReport.Deliveries deliveries = report.deliveries();
        line(
                "deliveries  delivered %,d of %,d planned   refused %,d",
                deliveries.delivered(), deliveries.planned(), deliveries.refused());
        line("");
    }

    private void share(RunReport.Share share) {
        line("share                electronic   paperless   documents");
        for (Map.Entry<String, RunReport.LevelShare> level : share.byLevel().entrySet()) {
            RunReport.LevelShare of = level.getValue();
            line(
                    "  %-18s %10s  %10s  %10s",
                    level.getKey(),
                    percent(of.electronic()),
                    percent(of.paperless()),
                    String.format("%,d", of.documents()));
        }
        line(
                "  %-18s %10s  %10s     planned %s, target %s",
                "all agencies",
                percent(share.electronic()),
                percent(share.paperless()),
                percent(share.planned()),
                percent(share.target()));
        line("");
    }

    private void speed(RunReport report) {
        RunReport.Throughput throughput = report.throughput();
        line(
                "throughput  issued %,.0f/s   counted %,.0f/s   behind schedule at most %,d ms",
                throughput.issuedPerSecond(), throughput.countedPerSecond(), throughput.behindScheduleMaxMillis());
        if (report.warmUpMillis() > 0) {
            line("warm-up     documents due in the first %,d ms are in no latency", report.warmUpMillis());
        }
        line("latency from the intended time, ms         p50       p99     p99.9       max");
        report.latencyMicros()
                .forEach((stage, latency) -> line(
                        "  %-34s %9s %9s %9s %9s",
                        stage,
                        millis(latency.p50()),
                        millis(latency.p99()),
                        millis(latency.p999()),
                        millis(latency.max())));
        line("");
    }

    private void audit(RunReport.Audit audit, long seed) {
        line("audit       %s", audit.verdict());
        audit.guarantees().forEach((name, guarantee) -> {
            line(
                    "  %-28s %s",
                    name, guarantee.held() ? "held" : String.format("BROKEN, %,d violations", guarantee.violations()));
            guarantee.offenders().forEach(offender -> line("      %s", offender));
        });
        if (!audit.verdict().equals("held")) {
            line("  run it again with --seed %d", seed);
        }
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
                crossed == 0 ? "passed" : String.format("CROSSED, %,d of %,d", crossed, thresholds.size()));
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
