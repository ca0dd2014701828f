package vn.truc.simulator.report.comparison;

import org.jspecify.annotations.Nullable;

/**
 * One figure of two reports.
 *
 * @param path in the report, such as {@code latencyMicros.delivered.p99}
 * @param a null where the first report lacks it
 * @param b null where the second report lacks it
 */
record ComparedFigure(String path, Measure measure, @Nullable Double a, @Nullable Double b) {

    /** What a figure is measured in. */
    enum Measure {
        COUNT,
        PER_SECOND,
        SHARE,
        MICROS,
        MILLIS
    }

    /** How much more the second has; null where one lacks it. */
    @Nullable
    Double difference() {
        return a == null || b == null ? null : b - a;
    }

    /** How many times the first the second is; null where one lacks it or the first is zero. */
    @Nullable
    Double ratio() {
        return a == null || b == null || a == 0 ? null : b / a;
    }
}
