package vn.truc.simulator.report;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.share.Counts;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.simulator.exchange.RunProgress;
import vn.truc.simulator.threshold.Figures;

/** Gives the figures of a run their paths. */
public final class ReportFigures {

    private static final RunReport.Latency NO_LATENCY = new RunReport.Latency(0, 0, 0, 0, 0, 0, 0);

    private final Map<String, Double> values = new HashMap<>();

    private ReportFigures() {}

    /** All figures of a report. */
    public static Figures of(RunReport report) {
        ReportFigures figures = new ReportFigures();
        figures.documents(report.documents());
        RunReport.Deliveries deliveries = report.deliveries();
        figures.put("deliveries.planned", deliveries.planned());
        figures.put("deliveries.delivered", deliveries.delivered());
        figures.put("deliveries.refused", deliveries.refused());
        figures.share(report.share());
        RunReport.Throughput throughput = report.throughput();
        figures.throughput(
                throughput.issuedPerSecond(), throughput.countedPerSecond(), throughput.behindScheduleMaxMillis());
        report.latencyMicros().forEach((stage, latency) -> figures.whole(stage, "latencyMicros." + stage, latency));
        figures.whole("naive", "naiveMicros", report.naiveMicros());
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            Map<String, RunReport.Latency> byPriority = report.deliveredMicros().getOrDefault(label(level), Map.of());
            for (Priority priority : Priority.values()) {
                String of = "." + label(level) + "." + label(priority);
                figures.whole(
                        "delivered" + of, "deliveredMicros" + of, byPriority.getOrDefault(label(priority), NO_LATENCY));
            }
        }
        long violations = 0;
        for (Map.Entry<String, RunReport.Guarantee> guarantee :
                report.audit().guarantees().entrySet()) {
            long broken = guarantee.getValue().violations();
            figures.put("audit." + guarantee.getKey() + ".violations", broken);
            violations += broken;
        }
        figures.put("audit.violations", violations);
        return new Figures(figures.values);
    }

    /** Latencies, throughput and shares of a run that goes on; what is not known yet is missing. */
    public static Figures soFar(RunProgress at) {
        ReportFigures figures = new ReportFigures();
        double seconds = at.elapsed().toNanos() / 1e9;
        if (seconds > 0) {
            figures.throughput(at.issued() / seconds, at.counted() / seconds, at.behindMaxMillis());
        }
        at.latencies().forEach((stage, of) -> figures.latency(stage, "latencyMicros." + stage, LatencyFigures.of(of)));
        figures.shareSoFar("share", at.counts().total());
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            figures.shareSoFar("share.byLevel." + label(level), at.counts().of(level));
        }
        return new Figures(figures.values);
    }

    private void documents(RunReport.Documents documents) {
        put("documents.planned", documents.planned());
        put("documents.issued", documents.issued());
        put("documents.electronic", documents.electronic());
        put("documents.parallel", documents.parallel());
        put("documents.paper", documents.paper());
        put("documents.classified", documents.classified());
        for (RefusalReason reason : RefusalReason.values()) {
            put("documents.refused." + reason.name(), documents.refused().getOrDefault(reason.name(), 0L));
        }
        put("documents.refused", documents.refusedDocuments());
    }

    private void share(RunReport.Share share) {
        put("share.electronic", share.electronic());
        put("share.paperless", share.paperless());
        put("share.planned", share.planned());
        put("share.target", share.target());
        share.byLevel().forEach((level, of) -> {
            put("share.byLevel." + level + ".electronic", of.electronic());
            put("share.byLevel." + level + ".paperless", of.paperless());
            put("share.byLevel." + level + ".documents", of.documents());
        });
    }

    private void shareSoFar(String path, Counts counts) {
        if (counts.documents() > 0) {
            put(path + ".electronic", counts.electronicShare());
            put(path + ".paperless", counts.paperlessShare());
        }
    }

    private void throughput(double issuedPerSecond, double countedPerSecond, long behindMaxMillis) {
        put("throughput.issuedPerSecond", issuedPerSecond);
        put("throughput.countedPerSecond", countedPerSecond);
        put("throughput.behindScheduleMaxMillis", behindMaxMillis);
    }

    private void whole(String path, String pathInReport, RunReport.Latency latency) {
        latency(path, pathInReport, latency);
        put(path + ".count", latency.count());
        put(pathInReport + ".count", latency.count());
    }

    /** A latency by each of its two paths; where there is none, there are no percentiles. */
    private void latency(String path, String pathInReport, RunReport.Latency latency) {
        for (String of : List.of(path, pathInReport)) {
            if (latency.count() > 0) {
                put(of + ".p50", latency.p50());
                put(of + ".p90", latency.p90());
                put(of + ".p99", latency.p99());
                put(of + ".p999", latency.p999());
                put(of + ".max", latency.max());
            }
            put(of + ".negatives", latency.negatives());
        }
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void put(String path, @Nullable Number value) {
        if (value != null) {
            values.put(path, value.doubleValue());
        }
    }
}
