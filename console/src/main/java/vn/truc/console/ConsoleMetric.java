package vn.truc.console;

import static vn.truc.runtime.metrics.MetricDeclaration.gauge;

import vn.truc.runtime.metrics.MetricDeclaration;
import vn.truc.runtime.metrics.MetricSpec;

/** The metrics of the console. */
public enum ConsoleMetric implements MetricSpec {
    AUDIT_VIOLATIONS(gauge(
            "truc.audit.violations", "", "How often the last audit found a guarantee broken; NaN before any audit")),
    OPEN_PAGES(gauge("truc.console.open.pages", "", "Pages that are open and told of every second"));

    private final MetricDeclaration declaration;

    ConsoleMetric(MetricDeclaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public MetricDeclaration declaration() {
        return declaration;
    }
}
