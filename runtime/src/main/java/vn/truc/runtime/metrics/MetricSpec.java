package vn.truc.runtime.metrics;

/**
 * One metric of a module. Each module declares its metrics in one enum that implements this; the reference
 * {@code docs/METRICS.md} is generated from those enums.
 */
public interface MetricSpec {

    /** Name, kind, unit, labels and meaning. */
    MetricDeclaration declaration();
}
