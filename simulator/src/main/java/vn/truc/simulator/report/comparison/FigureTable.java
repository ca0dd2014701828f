package vn.truc.simulator.report.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.simulator.report.comparison.ComparedFigure.Measure;

/** Collects figures of two reports; one that both lack is left out. */
final class FigureTable {

    private final JsonNode a;
    private final JsonNode b;
    private final List<ComparedFigure> figures = new ArrayList<>();

    FigureTable(JsonNode a, JsonNode b) {
        this.a = a;
        this.b = b;
    }

    void add(String path, Measure measure) {
        add(path, measure, number(a, path), number(b, path));
    }

    /** A count of something that a report leaves out where it did not occur. */
    void addCount(String path) {
        Double inA = number(a, path);
        Double inB = number(b, path);
        add(path, Measure.COUNT, inA == null ? Double.valueOf(0) : inA, inB == null ? Double.valueOf(0) : inB);
    }

    /** Percentiles of a latency; where nothing was recorded they are zero in the report, and missing here. */
    void addLatency(String path, List<String> percentiles) {
        boolean inA = isRecorded(a, path);
        boolean inB = isRecorded(b, path);
        for (String percentile : percentiles) {
            String of = path + "." + percentile;
            add(of, Measure.MICROS, inA ? number(a, of) : null, inB ? number(b, of) : null);
        }
    }

    List<ComparedFigure> figures() {
        return figures;
    }

    private void add(String path, Measure measure, @Nullable Double inA, @Nullable Double inB) {
        if (inA != null || inB != null) {
            figures.add(new ComparedFigure(path, measure, inA, inB));
        }
    }

    private static boolean isRecorded(JsonNode report, String path) {
        Double max = number(report, path + ".max");
        return max != null && max > 0;
    }

    private static @Nullable Double number(JsonNode report, String path) {
        JsonNode at = report.at("/" + path.replace('.', '/'));
        return at.isNumber() ? at.doubleValue() : null;
    }
}
