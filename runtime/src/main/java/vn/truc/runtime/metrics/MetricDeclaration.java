package vn.truc.runtime.metrics;

import java.util.List;

/**
 * What a metric is.
 *
 * @param meterName the dotted name for Micrometer, without unit and without {@code total}
 * @param kind what Prometheus makes of it
 * @param unit the base unit, or empty for a plain number
 * @param meaning one sentence for whoever looks at it
 * @param labels the names of the labels in the order in which their values are given; only closed sets
 */
public record MetricDeclaration(String meterName, Kind kind, String unit, String meaning, List<String> labels) {

    /** The kinds of metric in use. */
    public enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    public MetricDeclaration {
        labels = List.copyOf(labels);
    }

    /** A count that only grows. */
    public static MetricDeclaration counter(String meterName, String meaning, String... labels) {
        return new MetricDeclaration(meterName, Kind.COUNTER, "", meaning, List.of(labels));
    }

    /** A value read at each scrape; {@code unit} is empty for a plain number. */
    public static MetricDeclaration gauge(String meterName, String unit, String meaning, String... labels) {
        return new MetricDeclaration(meterName, Kind.GAUGE, unit, meaning, List.of(labels));
    }

    /** A histogram of seconds. */
    public static MetricDeclaration histogram(String meterName, String meaning, String... labels) {
        return new MetricDeclaration(meterName, Kind.HISTOGRAM, "seconds", meaning, List.of(labels));
    }

    /** The name under which Prometheus sees it. */
    public String prometheusName() {
        String base = meterName.replace('.', '_');
        String withUnit = unit.isEmpty() ? base : base + "_" + unit;
        return kind == Kind.COUNTER ? withUnit + "_total" : withUnit;
    }
}
