package vn.truc.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Priority;
import vn.truc.simulator.exchange.Interval;

/** Latencies as a report states them. */
final class LatencyFigures {

    /** How finely percentiles are divided, as HdrHistogram's own tools do it. */
    static final int TICKS_PER_HALF_DISTANCE = 5;

    private LatencyFigures() {}

    static RunReport.Latency of(LatencySummary summary) {
        return new RunReport.Latency(
                summary.p50(),
                summary.p90(),
                summary.p99(),
                summary.p999(),
                summary.max(),
                summary.count(),
                summary.negatives());
    }

    static Map<String, RunReport.Latency> byStage(Map<String, LatencySummary> stages) {
        Map<String, RunReport.Latency> latencies = new LinkedHashMap<>();
        stages.forEach((stage, summary) -> latencies.put(stage, of(summary)));
        return latencies;
    }

    static Map<String, Map<String, RunReport.Latency>> byLevelAndPriority(
            Map<AdministrativeLevel, Map<Priority, LatencySummary>> summaries) {
        Map<String, Map<String, RunReport.Latency>> latencies = new LinkedHashMap<>();
        summaries.forEach((level, byPriority) -> byPriority.forEach((priority, summary) -> {
            if (summary.count() + summary.negatives() > 0) {
                latencies
                        .computeIfAbsent(label(level), first -> new LinkedHashMap<>())
                        .put(label(priority), of(summary));
            }
        }));
        return latencies;
    }

    static List<RunReport.CurvePoint> curve(Histogram latencies) {
        List<RunReport.CurvePoint> curve = new ArrayList<>();
        if (latencies.getTotalCount() > 0) {
            for (HistogramIterationValue step : latencies.percentiles(TICKS_PER_HALF_DISTANCE)) {
                curve.add(new RunReport.CurvePoint(
                        step.getPercentileLevelIteratedTo(),
                        step.getValueIteratedTo(),
                        step.getTotalCountToThisValue()));
            }
        }
        return curve;
    }

    static RunReport.Interval of(Interval interval) {
        LatencySummary latencies = LatencySummary.of(interval.latencies().unpacked(), 0, 0);
        return new RunReport.Interval(
                interval.endMillis(),
                interval.millis(),
                interval.issued(),
                interval.routed(),
                interval.delivered(),
                interval.counted(),
                interval.backlog(),
                interval.behindMillis(),
                new RunReport.IntervalLatency(
                        latencies.p50(), latencies.p90(), latencies.p99(), latencies.max(), latencies.count()));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
