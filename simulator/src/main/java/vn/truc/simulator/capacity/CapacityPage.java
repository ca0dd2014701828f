package vn.truc.simulator.capacity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The result of a search as one page that needs nothing else: no network, no script. */
public final class CapacityPage {

    private static final String STYLE = "capacity.css";
    private static final double MICROS_IN_MILLI = 1_000;
    private static final int CURVE_HEIGHT = 380;
    private static final int BACKLOG_HEIGHT = 200;

    private final CapacityReport report;
    private final StringBuilder page = new StringBuilder();

    private CapacityPage(CapacityReport report) {
        this.report = report;
    }

    /** The page. */
    public static String of(CapacityReport report) {
        CapacityPage page = new CapacityPage(report);
        page.head();
        page.curve();
        page.table();
        page.settings();
        page.add("</main></body></html>");
        return page.page.toString();
    }

    private void head() {
        add("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        add("<title>Capacity of %s: %s</title>", escaped(report.scenario()), CapacityScreen.sentence(report));
        add("<style>%s</style></head><body><main>", style());
        add("<h1>Capacity of %s</h1>", escaped(report.scenario()));
        add("<p class=\"result\">%s</p>", CapacityScreen.sentence(report));
        add("<p class=\"limits\">with %s", escaped(CapacityScreen.limits(report)));
        if (report.failedPerSecond() != null && !report.limitedBy().isEmpty()) {
            add(
                    "<br>at %,d/s it fails: <b>%s</b>",
                    report.failedPerSecond(), escaped(String.join("; ", report.limitedBy())));
        }
        add("</p>");
    }

    private void curve() {
        List<ProbeResult> probes = report.probes().stream()
                .filter(probe -> probe.purpose() != Purpose.WARM_UP)
                .toList();
        List<CurvePoint> points = CurvePoint.of(probes);
        if (points.isEmpty()) {
            return;
        }
        List<CurvePoint> delivering =
                points.stream().filter(CurvePoint::hasLatency).toList();
        List<ProbeResult> measured =
                probes.stream().filter(ProbeResult::hasLatency).toList();
        Scale rates = Scale.linear((double) points.get(points.size() - 1).ratePerSecond());
        long backlogMost = probes.stream()
                .mapToLong(probe -> probe.backlog().loadMillis())
                .max()
                .orElse(0);
        add("<section><h2>Latency and backlog over the rate</h2>");
        add("<ul class=\"key\"><li><i style=\"background:var(--p50)\"></i>p50</li>");
        add("<li><i style=\"background:var(--p99)\"></i>p99 and backlog</li>");
        add("<li><i style=\"background:var(--fails)\"></i>a probe that failed</li>");
        add("<li><i style=\"background:var(--capacity)\"></i>capacity</li></ul><div class=\"wide\">");
        add(new CurvePlot(CURVE_HEIGHT, rates, CurveChart.latencies(points), "delivered, ms", "Latency over the rate")
                .capacity(report.capacityPerSecond())
                .line("p50", delivering, point -> point.p50Micros() / MICROS_IN_MILLI)
                .line("p99", delivering, point -> point.p99Micros() / MICROS_IN_MILLI)
                .marks("p50", "p50", measured, probe -> probe.deliveredMicros().p50() / MICROS_IN_MILLI)
                .marks("p99", "p99", measured, probe -> probe.deliveredMicros().p99() / MICROS_IN_MILLI)
                .svg());
        add(new CurvePlot(
                        BACKLOG_HEIGHT,
                        rates,
                        Scale.linear((double) backlogMost),
                        "backlog, ms of load",
                        "Backlog over the rate")
                .capacity(report.capacityPerSecond())
                .line("backlog", points, point -> (double) point.backlogMillis())
                .marks("p99", "backlog", probes, probe ->
                        (double) probe.backlog().loadMillis())
                .svg());
        add("</div></section>");
    }

    private void table() {
        add("<section><h2>Probes</h2><div class=\"wide\"><table><thead><tr><th>#</th><th class=\"text\">for</th>");
        add("<th>rate/s</th><th>carried/s</th><th>p50 ms</th><th>p99 ms</th><th>max ms</th><th>backlog ms</th>");
        add("<th>behind ms</th><th class=\"text\">verdict</th></tr></thead><tbody>");
        for (ProbeResult probe : report.probes()) {
            add(
                    "<tr><td>%d</td><td class=\"text\">%s</td><td>%,d</td><td>%,.0f</td><td>%s</td><td>%s</td>",
                    probe.number(),
                    probe.purpose().label(),
                    probe.ratePerSecond(),
                    probe.countedPerSecond(),
                    CapacityScreen.millis(probe.deliveredMicros().p50()),
                    CapacityScreen.millis(probe.deliveredMicros().p99()));
            add(
                    "<td>%s</td><td>%,d</td><td>%,d</td>%s</tr>",
                    CapacityScreen.millis(probe.deliveredMicros().max()),
                    probe.backlog().loadMillis(),
                    probe.behindScheduleMaxMillis(),
                    verdict(probe));
        }
        add("</tbody></table></div></section>");
    }

    private static String verdict(ProbeResult probe) {
        if (probe.purpose() == Purpose.WARM_UP) {
            return "<td class=\"text\"></td>";
        }
        return probe.held()
                ? "<td class=\"text holds\">holds</td>"
                : "<td class=\"text fails\">" + escaped(String.join("; ", probe.failures())) + "</td>";
    }

    private void settings() {
        CapacityReport.Settings settings = report.settings();
        add("<section><h2>How it was found</h2><dl>");
        entry("Started", report.startedAt().toString());
        entry("Seed", Long.toString(report.seed()));
        entry(
                "Seal",
                report.seal().scheme() + ", " + report.seal().batching() + ", "
                        + report.seal().provider());
        entry("Rates", format("%,d to %,d a second", settings.fromPerSecond(), settings.toPerSecond()));
        entry(
                "Probes",
                format(
                        "measured for %.1f s, confirming ones for %.1f s, each after a warm-up of %.1f s",
                        settings.probeMillis() / 1_000.0,
                        settings.confirmMillis() / 1_000.0,
                        settings.warmUpMillis() / 1_000.0));
        WarmUp warmUp = report.warmUp();
        if (warmUp != null) {
            entry(
                    "Warm-up",
                    format(
                            "%d rounds of overload; %s at %,.0f/s",
                            warmUp.rounds(), warmUp.settled() ? "settled" : "not settled", warmUp.carriedPerSecond()));
        }
        entry("Audit", report.verdict() == Verdict.BROKEN ? "broken" : "every probe held");
        add("</dl></section>");
    }

    private void entry(String name, String value) {
        add("<div><dt>%s</dt><dd>%s</dd></div>", name, escaped(value));
    }

    private void add(String format, Object... values) {
        page.append(values.length == 0 ? format : format(format, values)).append('\n');
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String style() {
        try (InputStream in = CapacityPage.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + STYLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's " + STYLE + " cannot be read", e);
        }
    }
}
