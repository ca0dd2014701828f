package vn.truc.simulator.cli;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.runtime.metrics.Health;
import vn.truc.runtime.metrics.Meters;
import vn.truc.runtime.metrics.MetricsEndpoint;
import vn.truc.runtime.metrics.Registries;
import vn.truc.schemas.seal.CryptoProvider;

/** The metrics and the health of one process: registry, JVM meters, build information, endpoint. */
final class MetricsSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsSession.class);

    private final PrometheusMeterRegistry registry = Registries.withExemplars();
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Meters meters = new Meters(registry);
    private final Health health = new Health();
    private final @Nullable MetricsEndpoint endpoint;

    private MetricsSession(InetAddress address, int port) {
        endpoint = port < 0 ? null : MetricsEndpoint.start(registry, health, address, port);
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        meters.gauge(
                SimulatorMetric.BUILD_INFO,
                () -> 1,
                BuildVersion.number(),
                CryptoProvider.best().name());
        if (endpoint != null) {
            LOG.info("metrics at http://{}:{}/metrics", address.getHostAddress(), endpoint.port());
        }
    }

    /** @param port as {@link MetricsEndpoint#start} takes it, or negative for none */
    static MetricsSession open(InetAddress address, int port) {
        return new MetricsSession(address, port);
    }

    Meters meters() {
        return meters;
    }

    Health health() {
        return health;
    }

    /** Says by which share the programme is judged. */
    void target(double share) {
        meters.gauge(SimulatorMetric.SHARE_TARGET, () -> share);
    }

    @Override
    public void close() {
        if (endpoint != null) {
            endpoint.close();
        }
        gc.close();
    }
}
