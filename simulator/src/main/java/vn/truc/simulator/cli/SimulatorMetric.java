package vn.truc.simulator.cli;

import static vn.truc.runtime.metrics.MetricDeclaration.gauge;

import vn.truc.runtime.metrics.MetricDeclaration;
import vn.truc.runtime.metrics.MetricSpec;

/** The metrics that are no single role's. */
public enum SimulatorMetric implements MetricSpec {
    SHARE_TARGET(gauge(
            "truc.share.target",
            "",
            "The electronic share by which the programme is judged; of consumer, console and run")),
    BUILD_INFO(gauge(
            "truc.build.info",
            "",
            "Always 1; the labels say which build and which crypto provider",
            "version",
            "provider"));

    private final MetricDeclaration declaration;

    SimulatorMetric(MetricDeclaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public MetricDeclaration declaration() {
        return declaration;
    }
}
