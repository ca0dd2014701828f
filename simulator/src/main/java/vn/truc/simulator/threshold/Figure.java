package vn.truc.simulator.threshold;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.simulator.audit.Guarantee;

/**
 * A number of the report that can be held to a limit.
 *
 * @param path where the report has it, as in {@code share.electronic}
 * @param measure what kind of number it is
 * @param pattern its path, or one path for many figures of a kind: with {@code LEVEL} and {@code PRIORITY} in their places
 * @param measure what kind of number it is
 * @param knownEarly whether it has a meaning while documents are still being issued
 */
record Figure(String path, String pattern, Measure measure, boolean knownEarly) {

    /** The stages of which the report has latencies. */
    private static final List<String> STAGES = List.of("sealed", "acknowledged", "routed", "delivered");

    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p999", "max");

    private static final Map<String, Figure> ALL = Collections.unmodifiableMap(all());

    /** The figure with that path, if the report has it. */
    static Optional<Figure> of(String path) {
        return Optional.ofNullable(ALL.get(path));
    }

    /** The paths of all figures, in the order of the report. */
    static Set<String> paths() {
        return ALL.keySet();
    }

    /** The patterns of the figures whose paths begin so, each once, for a message. */
    static Set<String> patterns(String begin) {
        Set<String> patterns = new LinkedHashSet<>();
        ALL.forEach((path, figure) -> {
            if (path.startsWith(begin)) {
                patterns.add(figure.pattern);
            }
        });
        return patterns;
    }

    private static Map<String, Figure> all() {
        Map<String, Figure> all = new LinkedHashMap<>();
        addLatencies(all, "", "", Measure.LATENCY);
        addCounts(all, "documents", "planned", "issued", "electronic", "parallel", "paper", "classified", "refused");
        for (RefusalReason reason : RefusalReason.values()) {
            addCounts(all, "documents.refused", reason.name());
        }
        addCounts(all, "deliveries", "planned", "delivered", "refused");
        add(all, "share.electronic", Measure.SHARE, true);
        add(all, "share.paperless", Measure.SHARE, true);
        add(all, "share.planned", Measure.SHARE, false);
        add(all, "share.target", Measure.SHARE, false);
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            String of = "share.byLevel." + label(level);
            add(all, of + ".electronic", Measure.SHARE, true);
            add(all, of + ".paperless", Measure.SHARE, true);
            addCounts(all, of, "documents");
        }
        add(all, "throughput.issuedPerSecond", Measure.NUMBER, true);
        add(all, "throughput.countedPerSecond", Measure.NUMBER, true);
        add(all, "throughput.behindScheduleMaxMillis", Measure.NUMBER, true);
        addLatencies(all, "latencyMicros.", "Micros", Measure.NUMBER);
        addCounts(all, "audit", "violations");
        for (Guarantee guarantee : Guarantee.values()) {
            addCounts(all, "audit." + guarantee.label(), "violations");
        }
        return all;
    }

    /**
     * @param before what stands before the name of a stage
     * @param behind what stands behind the other names
     */
    private static void addLatencies(Map<String, Figure> all, String before, String behind, Measure measure) {
        for (String stage : STAGES) {
            addLatency(all, before + stage, before + stage, measure, true);
        }
        addLatency(all, "naive" + behind, "naive" + behind, measure, false);
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            for (Priority priority : Priority.values()) {
                String of = "delivered" + behind;
                addLatency(
                        all, of + "." + label(level) + "." + label(priority), of + ".LEVEL.PRIORITY", measure, false);
            }
        }
    }

    private static void addLatency(
            Map<String, Figure> all, String of, String pattern, Measure measure, boolean knownEarly) {
        for (String percentile : PERCENTILES) {
            String path = of + "." + percentile;
            all.put(path, new Figure(path, pattern + "." + percentile, measure, knownEarly));
        }
        all.put(of + ".count", new Figure(of + ".count", pattern + ".count", Measure.NUMBER, false));
        all.put(of + ".negatives", new Figure(of + ".negatives", pattern + ".negatives", Measure.NUMBER, knownEarly));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void addCounts(Map<String, Figure> all, String of, String... names) {
        for (String name : names) {
            add(all, of + "." + name, Measure.NUMBER, false);
        }
    }

    private static void add(Map<String, Figure> all, String path, Measure measure, boolean knownEarly) {
        all.put(path, new Figure(path, path, measure, knownEarly));
    }
}
