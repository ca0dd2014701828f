package vn.truc.runtime.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes the registry of a process. */
public final class Registries {

    private Registries() {}

    /**
     * A registry of its own that exports of libraries what {@link LibraryMeters} says, and keeps examples of what is measured, each with its {@link CurrentTrace}.
     *
     * <p>They stand on buckets alone, as OpenMetrics has it: Prometheus takes nothing from a target that has one on a
     * count.
     *
     * @see <a href="https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md#exemplars">OpenMetrics
     *     1.0, exemplars</a>
     */
    public static PrometheusMeterRegistry withExemplars() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
                new OnBuckets(), new PrometheusRegistry(), Clock.SYSTEM, new CurrentTrace());
        registry.config().meterFilter(new LibraryMeters());
        return registry;
    }

    private static final class OnBuckets implements PrometheusConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Properties prometheusProperties() {
            Properties properties = new Properties();
            properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
            return properties;
        }
    }
}
