package vn.truc.simulator.report.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.truc.simulator.report.StoredReport;
import vn.truc.simulator.report.comparison.Comparison.Outcome;

/** A comparison as JSON. */
public final class ComparisonJson {

    private ComparisonJson() {}

    /** The comparison as text, indented, with a line break at its end. */
    public static String write(Comparison comparison) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("a", run(comparison.a()));
        root.set("b", run(comparison.b()));
        root.put("likeWithLike", comparison.differences().isEmpty());
        ArrayNode differences = root.putArray("differences");
        comparison.differences().forEach(of -> differences
                .addObject()
                .put("what", of.what())
                .put("a", of.a())
                .put("b", of.b()));
        ArrayNode figures = root.putArray("figures");
        comparison.figures().forEach(figure -> figures.addObject()
                .put("figure", figure.path())
                .put("measure", figure.measure().name().toLowerCase(Locale.ROOT))
                .put("a", figure.a())
                .put("b", figure.b())
                .put("difference", figure.difference())
                .put("ratio", figure.ratio()));
        ArrayNode thresholds = root.putArray("thresholds");
        comparison.thresholds().forEach(threshold -> {
            ObjectNode of = thresholds.addObject().put("expression", threshold.expression());
            of.set("a", outcome(threshold.a()));
            of.set("b", outcome(threshold.b()));
        });
        return root.toPrettyString() + System.lineSeparator();
    }

    private static ObjectNode run(StoredReport report) {
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        run.put("file", report.file().toString());
        for (String field : new String[] {"scenario", "seed", "startedAt"}) {
            run.set(field, report.tree().path(field).deepCopy());
        }
        run.put("verdict", report.tree().path("audit").path("verdict").asText());
        return run;
    }

    private static @Nullable ObjectNode outcome(@Nullable Outcome outcome) {
        return outcome == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("value", outcome.value())
                        .put("passed", outcome.passed());
    }
}
