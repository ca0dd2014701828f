package vn.truc.simulator.capacity;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Draws one figure of all probes over their rates, as SVG. */
final class CurvePlot {

    private static final int WIDTH = 860;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 22;
    private static final int BOTTOM = 40;
    private static final double CROSS = 4.5;

    private final StringBuilder svg = new StringBuilder();
    private final int height;
    private final Scale rates;
    private final Scale figures;

    /**
     * @param figures the scale upwards
     * @param unit what it is of, for the label of the axis
     */
    CurvePlot(int height, Scale rates, Scale figures, String unit, String title) {
        this.height = height;
        this.rates = rates;
        this.figures = figures;
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, height, title);
        for (double tick : figures.ticks()) {
            add("<line class=\"rule\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%2$.1f\"/>", LEFT, y(tick), WIDTH - RIGHT);
            add(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 8, y(tick) + 4, String.format(Locale.ROOT, tick < 1 && tick > 0 ? "%.2g" : "%,.0f", tick));
        }
        for (double tick : rates.ticks()) {
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>", x(tick), height - BOTTOM + 18, tick);
        }
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">documents a second</text>", WIDTH - RIGHT, height - 4);
        add("<text x=\"%d\" y=\"12\">%s</text>", 0, unit);
    }

    /** Marks the rate that was found. */
    CurvePlot capacity(@Nullable Long rate) {
        if (rate != null) {
            boolean right = rates.place(rate) < 0.7;
            add(
                    "<line class=\"capacity\" x1=\"%.1f\" y1=\"%d\" x2=\"%1$.1f\" y2=\"%d\"/>",
                    x(rate), TOP, height - BOTTOM);
            add(
                    "<text class=\"capacity\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%,d/s</text>",
                    x(rate) + (right ? 6 : -6), TOP - 8, right ? "start" : "end", rate);
        }
        return this;
    }

    /** Joins the rates that held. */
    CurvePlot line(String style, List<CurvePoint> points, ToDoubleFunction<CurvePoint> figure) {
        StringBuilder path = new StringBuilder();
        for (CurvePoint point : points) {
            if (point.held()) {
                path.append(String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        path.length() == 0 ? "M" : " L",
                        x((double) point.ratePerSecond()),
                        y(figure.applyAsDouble(point))));
            }
        }
        if (path.length() > 0) {
            add("<path class=\"line %s\" d=\"%s\"/>", style, path);
        }
        return this;
    }

    /** Marks each probe, and those that failed in their own way. */
    CurvePlot marks(String style, String name, List<ProbeResult> probes, ToDoubleFunction<ProbeResult> figure) {
        for (ProbeResult probe : probes) {
            double x = x((double) probe.ratePerSecond());
            double y = y(figure.applyAsDouble(probe));
            String title = String.format(
                    Locale.ROOT,
                    "<title>%,d/s, %s: %s %,.1f ms, %s</title>",
                    probe.ratePerSecond(),
                    probe.purpose().label(),
                    name,
                    figure.applyAsDouble(probe),
                    probe.held() ? "holds" : "fails");
            if (probe.held()) {
                add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\">%s</circle>", style, x, y, title);
            } else {
                add(
                        "<path class=\"fails\" d=\"M%.1f %.1f L%.1f %.1f M%1$.1f %4$.1f L%3$.1f %2$.1f\">%s</path>",
                        x - CROSS, y - CROSS, x + CROSS, y + CROSS, title);
            }
        }
        return this;
    }

    /** The drawing. */
    String svg() {
        return svg + "</svg>";
    }

    private double x(double rate) {
        return LEFT + rates.place(rate) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double figure) {
        return height - BOTTOM - figures.place(figure) * (height - BOTTOM - TOP);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
