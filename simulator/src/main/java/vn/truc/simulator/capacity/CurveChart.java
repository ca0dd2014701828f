package vn.truc.simulator.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The curve in characters: latencies over rates, and the backlog below. At most 100 columns wide. */
final class CurveChart {

    private static final int COLUMNS = 84;
    private static final int ROWS = 13;
    private static final int LABEL = 10;
    private static final double MICROS_IN_MILLI = 1_000;
    private static final char P50 = '○';
    private static final char P99_HOLDS = '●';
    private static final char P99_FAILS = '×';
    private static final char CAPACITY = '┊';
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final double BAR_MILLIS_MAX = BacklogTrend.LOAD_SECONDS_MAX * 1_000;

    private final List<CurvePoint> points;
    private final @Nullable Long capacity;
    private final Scale rates;
    private final Scale latencies;

    private CurveChart(List<CurvePoint> points, @Nullable Long capacity) {
        this.points = points;
        this.capacity = capacity;
        rates = Scale.linear((double) points.get(points.size() - 1).ratePerSecond());
        latencies = latencies(points);
    }

    /** The lines of the chart; none without a point. */
    static List<String> of(List<CurvePoint> points, @Nullable Long capacity) {
        if (points.isEmpty()) {
            return List.of();
        }
        CurveChart chart = new CurveChart(points, capacity);
        List<String> lines = new ArrayList<>();
        lines.add("delivered, ms" + " ".repeat(12) + P50 + " p50   " + P99_HOLDS + " p99, holds   " + P99_FAILS
                + " p99, fails   " + CAPACITY + " capacity");
        chart.addCurve(lines);
        chart.addRates(lines);
        chart.addBacklog(lines);
        return lines;
    }

    /** Milliseconds over all points. */
    static Scale latencies(List<CurvePoint> points) {
        double least = points.stream()
                .mapToLong(CurvePoint::p50Micros)
                .filter(of -> of > 0)
                .min()
                .orElse(1_000);
        double most = points.stream().mapToLong(CurvePoint::p99Micros).max().orElse(1_000);
        return Scale.logarithmic(least / MICROS_IN_MILLI, Math.max(least, most) / MICROS_IN_MILLI);
    }

    private void addCurve(List<String> lines) {
        char[][] grid = new char[ROWS][COLUMNS];
        for (char[] row : grid) {
            Arrays.fill(row, ' ');
        }
        if (capacity != null) {
            for (char[] row : grid) {
                row[column((double) capacity)] = CAPACITY;
            }
        }
        List<CurvePoint> delivering =
                points.stream().filter(CurvePoint::hasLatency).toList();
        for (CurvePoint point : delivering) {
            grid[row((double) point.p50Micros())][column((double) point.ratePerSecond())] = P50;
        }
        for (CurvePoint point : delivering) {
            grid[row((double) point.p99Micros())][column((double) point.ratePerSecond())] =
                    point.held() ? P99_HOLDS : P99_FAILS;
        }
        String[] labels = new String[ROWS];
        for (double tick : latencies.ticks()) {
            labels[row(tick * MICROS_IN_MILLI)] = String.format(Locale.ROOT, tick < 1 ? "%.2g" : "%,.0f", tick);
        }
        for (int row = 0; row < ROWS; row++) {
            String label = labels[row] == null ? "" : labels[row];
            lines.add((" ".repeat(LABEL - label.length())
                            + label
                            + (label.isEmpty() ? " │" : " ┤")
                            + new String(grid[row]))
                    .stripTrailing());
        }
    }

    private void addRates(List<String> lines) {
        char[] axis = new char[COLUMNS];
        Arrays.fill(axis, '─');
        StringBuilder labels = new StringBuilder();
        for (double tick : rates.ticks()) {
            int column = column(tick);
            String label = String.format(Locale.ROOT, "%,.0f", tick);
            int start = Math.min(column, COLUMNS - label.length());
            axis[column] = '┴';
            if (start > labels.length() || labels.length() == 0) {
                labels.append(" ".repeat(start - labels.length())).append(label);
            }
        }
        lines.add(" ".repeat(LABEL) + " └" + new String(axis));
        lines.add("rate/s" + " ".repeat(LABEL - 4) + labels);
    }

    /** A bar of full height is a backlog that is too much by itself. */
    private void addBacklog(List<String> lines) {
        char[] bars = new char[COLUMNS];
        Arrays.fill(bars, ' ');
        long most = 0;
        for (CurvePoint point : points) {
            int height = (int) (Math.min(1, point.backlogMillis() / BAR_MILLIS_MAX) * (BARS.length() - 1));
            int column = column((double) point.ratePerSecond());
            bars[column] = (char) Math.max(bars[column], BARS.charAt(height));
            most = Math.max(most, point.backlogMillis());
        }
        lines.add("backlog" + " ".repeat(LABEL - 5) + new String(bars).stripTrailing());
        lines.add(String.format(
                Locale.ROOT,
                "%sat most %,d ms of load; full height: %,.0f ms",
                " ".repeat(LABEL + 2),
                most,
                BAR_MILLIS_MAX));
    }

    private int column(double rate) {
        return (int) Math.round(rates.place(rate) * (COLUMNS - 1));
    }

    private int row(double micros) {
        return (int) Math.round((1 - latencies.place(micros / MICROS_IN_MILLI)) * (ROWS - 1));
    }
}
