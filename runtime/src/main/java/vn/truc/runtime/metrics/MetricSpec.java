package vn.truc.runtime.metrics;

import java.util.List;
import java.util.Locale;

/**
 * The declaration of one metric. Each module declares its metrics in one enum that implements this; the reference
 * {@code docs/METRICS.md} is generated from those enums.
 */
public interface MetricSpec {

    /** What Prometheus makes of it. */
    enum Kind {
        COUNTER,
        GAUGE,
        /** A histogram of seconds. */
        HISTOGRAM
    }

    /** The dotted name for Micrometer, without unit and without {@code total}. */
    String meterName();

    Kind kind();

    /** The names of the labels, in the order in which their values are given; only closed sets. */
    List<String> labels();

    /** The base unit as it ends the Prometheus name, or empty for a plain count. */
    String unit();

    /** What it means, one sentence. */
    String meaning();

    /** The name under which Prometheus sees it. */
    default String prometheusName() {
        String base = meterName().replace('.', '_').toLowerCase(Locale.ROOT);
        String withUnit = unit().isEmpty() ? base : base + "_" + unit();
        return kind() == Kind.COUNTER ? withUnit + "_total" : withUnit;
    }
}
