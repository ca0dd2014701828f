package vn.truc.simulator.report.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import vn.truc.simulator.report.StoredReport;
import vn.truc.simulator.report.comparison.ComparedFigure.Measure;

/**
 * Two reports held against each other. Immutable.
 *
 * @param differences in how the runs were made; where there are any, figures are not like with like
 * @param figures that at least one of the reports has
 * @param thresholds that at least one of the reports has
 */
public record Comparison(
        StoredReport a,
        StoredReport b,
        List<Difference> differences,
        List<ComparedFigure> figures,
        List<ComparedThreshold> thresholds) {

    /** Something that should be the same for figures to be comparable. */
    record Difference(String what, String a, String b) {}

    /** What became of one threshold; null in the report that lacks it. */
    record ComparedThreshold(String expression, @Nullable Outcome a, @Nullable Outcome b) {}

    /** The value that a threshold was held against. */
    record Outcome(String value, boolean passed) {}

    static final String UNKNOWN = "not recorded";

    /** Offered loads that differ by no more than this part count as the same. */
    private static final double SAME_LOAD = 0.05;

    /** So much of a list is shown where two differ. */
    private static final int LIST_LENGTH_MAX = 60;

    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p999", "max");

    /** Compares two reports; the second is told in terms of the first. */
    public static Comparison of(StoredReport a, StoredReport b) {
        return new Comparison(
                a,
                b,
                List.copyOf(differences(a.tree(), b.tree())),
                List.copyOf(figures(a.tree(), b.tree())),
                List.copyOf(thresholds(a.tree().path("thresholds"), b.tree().path("thresholds"))));
    }

    private static List<Difference> differences(JsonNode a, JsonNode b) {
        List<Difference> differences = new ArrayList<>();
        differ(differences, "scenario", a.path("scenario"), b.path("scenario"));
        differ(differences, "seed", a.path("seed"), b.path("seed"));
        for (String part : List.of("scheme", "batching", "provider")) {
            differ(
                    differences,
                    "seal " + part,
                    a.path("seal").path(part),
                    b.path("seal").path(part));
        }
        differ(
                differences,
                "documents planned",
                a.path("documents").path("planned"),
                b.path("documents").path("planned"));
        if (a.has("load") || b.has("load")) {
            differ(differences, "load", a.path("load"), b.path("load"));
        }
        String faultsA = plannedFaults(a);
        String faultsB = plannedFaults(b);
        if (!faultsA.equals(faultsB)) {
            differences.add(new Difference("planned faults", faultsA, faultsB));
        }
        if (isComplete(a) != isComplete(b)) {
            differences.add(
                    new Difference("issued to the end", isComplete(a) ? "yes" : "no", isComplete(b) ? "yes" : "no"));
        }
        differ(differences, "warm-up, ms", a.path("warmUpMillis"), b.path("warmUpMillis"));
        JsonNode issuedA = a.path("throughput").path("issuedPerSecond");
        JsonNode issuedB = b.path("throughput").path("issuedPerSecond");
        if (Math.abs(issuedA.asDouble() - issuedB.asDouble()) > SAME_LOAD * issuedA.asDouble()) {
            differ(differences, "issued per second", issuedA, issuedB);
        }
        for (String owner : List.of("machine", "settings")) {
            differ(differences, owner, a.path(owner), b.path(owner));
        }
        return differences;
    }

    private static String plannedFaults(JsonNode report) {
        StringJoiner faults = new StringJoiner(", ");
        faults.setEmptyValue("none");
        report.path("faults")
                .forEach(fault -> faults.add(fault.path("fault").asText() + " "
                        + fault.path("planned").asText()));
        return faults.toString();
    }

    /** A run that was ended early is told in other documents than one that was not. */
    private static boolean isComplete(JsonNode report) {
        JsonNode documents = report.path("documents");
        return documents.path("issued").equals(documents.path("planned"));
    }

    /** Descends into what is there twice; what one report does not hold cannot be said to be the same. */
    private static void differ(List<Difference> differences, String what, JsonNode a, JsonNode b) {
        if (a.isObject() && b.isObject()) {
            for (String field : names(a, b)) {
                differ(differences, what + " " + field, a.path(field), b.path(field));
            }
        } else if ((a.isMissingNode() && b.isMissingNode()) || !a.equals(b)) {
            differences.add(new Difference(what, text(a), text(b)));
        }
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return UNKNOWN;
        }
        if (value.isArray()) {
            StringJoiner elements = new StringJoiner(", ");
            value.forEach(element -> elements.add(element.asText()));
            String all = elements.toString();
            return all.length() <= LIST_LENGTH_MAX ? all : all.substring(0, LIST_LENGTH_MAX) + "…";
        }
        return value.isObject() ? "recorded" : value.asText();
    }

    private static List<ComparedFigure> figures(JsonNode a, JsonNode b) {
        FigureTable table = new FigureTable(a, b);
        for (String field : List.of("issued", "electronic", "parallel", "paper", "classified")) {
            table.add("documents." + field, Measure.COUNT);
        }
        for (String reason : names(a.at("/documents/refused"), b.at("/documents/refused"))) {
            table.addCount("documents.refused." + reason);
        }
        table.add("deliveries.delivered", Measure.COUNT);
        table.add("deliveries.refused", Measure.COUNT);
        table.add("share.electronic", Measure.SHARE);
        table.add("share.paperless", Measure.SHARE);
        for (String level : names(a.at("/share/byLevel"), b.at("/share/byLevel"))) {
            table.add("share.byLevel." + level + ".electronic", Measure.SHARE);
            table.add("share.byLevel." + level + ".paperless", Measure.SHARE);
        }
        table.add("throughput.issuedPerSecond", Measure.PER_SECOND);
        table.add("throughput.countedPerSecond", Measure.PER_SECOND);
        table.add("throughput.behindScheduleMaxMillis", Measure.MILLIS);
        for (String stage : names(a.path("latencyMicros"), b.path("latencyMicros"))) {
            table.addLatency("latencyMicros." + stage, PERCENTILES);
        }
        table.addLatency("naiveMicros", PERCENTILES);
        for (String guarantee : names(a.at("/audit/guarantees"), b.at("/audit/guarantees"))) {
            table.add("audit.guarantees." + guarantee + ".violations", Measure.COUNT);
        }
        return table.figures();
    }

    private static List<ComparedThreshold> thresholds(JsonNode a, JsonNode b) {
        Set<String> expressions = new LinkedHashSet<>();
        a.forEach(threshold -> expressions.add(threshold.path("expression").asText()));
        b.forEach(threshold -> expressions.add(threshold.path("expression").asText()));
        return expressions.stream()
                .map(expression -> new ComparedThreshold(expression, outcome(a, expression), outcome(b, expression)))
                .toList();
    }

    private static @Nullable Outcome outcome(JsonNode thresholds, String expression) {
        for (JsonNode threshold : thresholds) {
            if (threshold.path("expression").asText().equals(expression)) {
                return new Outcome(
                        threshold.path("value").asText(),
                        threshold.path("passed").asBoolean());
            }
        }
        return null;
    }

    /** The names of the fields of both, each once, those of the first in front. */
    private static Set<String> names(JsonNode a, JsonNode b) {
        Set<String> names = new LinkedHashSet<>();
        a.fieldNames().forEachRemaining(names::add);
        b.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
