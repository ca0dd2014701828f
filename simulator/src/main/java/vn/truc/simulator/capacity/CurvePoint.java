package vn.truc.simulator.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * A point of the curve: all probes of one rate together, each figure the median of theirs.
 *
 * @param held whether most of them held; the last one decides where they are even
 */
record CurvePoint(
        long ratePerSecond,
        boolean held,
        int probes,
        long countedPerSecond,
        long p50Micros,
        long p99Micros,
        long backlogMillis) {

    /** Whether any of its probes delivered something while it was measured. */
    boolean hasLatency() {
        return p99Micros > 0;
    }

    /** The points of a search, the lowest rate first; its warm-up is no part of the curve. */
    static List<CurvePoint> of(List<ProbeResult> probes) {
        Map<Long, List<ProbeResult>> byRate = new TreeMap<>();
        for (ProbeResult probe : probes) {
            if (probe.purpose() != Purpose.WARM_UP) {
                byRate.computeIfAbsent(probe.ratePerSecond(), rate -> new ArrayList<>())
                        .add(probe);
            }
        }
        return byRate.values().stream().map(CurvePoint::together).toList();
    }

    private static CurvePoint together(List<ProbeResult> ofRate) {
        long held = ofRate.stream().filter(ProbeResult::held).count();
        long failed = ofRate.size() - held;
        ProbeResult last = ofRate.get(ofRate.size() - 1);
        List<ProbeResult> delivering =
                ofRate.stream().filter(ProbeResult::hasLatency).toList();
        return new CurvePoint(
                last.ratePerSecond(),
                held == failed ? last.held() : held > failed,
                ofRate.size(),
                median(ofRate, probe -> Math.round(probe.countedPerSecond())),
                median(delivering, probe -> probe.deliveredMicros().p50()),
                median(delivering, probe -> probe.deliveredMicros().p99()),
                median(ofRate, probe -> probe.backlog().loadMillis()));
    }

    private static long median(List<ProbeResult> probes, ToLongFunction<ProbeResult> figure) {
        if (probes.isEmpty()) {
            return 0;
        }
        long[] sorted = probes.stream().mapToLong(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
