package vn.truc.simulator.capacity;

import java.util.ArrayList;
import java.util.List;

/** Maps figures to places along an axis from 0 to 1, and knows where round figures stand. Immutable. */
final class Scale {

    private final double from;
    private final double to;
    private final boolean logarithmic;

    private Scale(double from, double to, boolean logarithmic) {
        this.from = from;
        this.to = to;
        this.logarithmic = logarithmic;
    }

    /** From nothing to {@code most}, a little beyond it. */
    static Scale linear(double most) {
        double step = step(Math.max(1, most));
        return new Scale(0, Math.ceil(Math.max(1, most) / step) * step, false);
    }

    /** Whole powers of ten around {@code least} and {@code most}, both above 0. */
    static Scale logarithmic(double least, double most) {
        double low = Math.floor(Math.log10(least));
        double high = Math.max(low + 1, Math.ceil(Math.log10(most)));
        return new Scale(low, high, true);
    }

    /** Where a figure stands, 0 to 1; one beyond the ends stands at the end. */
    double place(double figure) {
        double value = logarithmic ? Math.log10(Math.max(figure, Double.MIN_NORMAL)) : figure;
        return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }

    /** Round figures from end to end. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        double step = logarithmic ? 1 : step(to);
        for (int i = 0; from + i * step <= to + step / 2; i++) {
            double value = from + i * step;
            ticks.add(logarithmic ? Math.pow(10, value) : value);
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten, so that there are four to ten of them until {@code most}. */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double leading = most / power;
        return leading <= 2 ? power / 5 : leading <= 5 ? power / 2 : power;
    }
}
