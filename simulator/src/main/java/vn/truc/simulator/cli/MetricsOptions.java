package vn.truc.simulator.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;

/** Where Prometheus finds the metrics. */
final class MetricsOptions {

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serve /metrics and /health on this port, 0 for a free one (default: off).")
    int port = -1;

    @Option(
            names = "--metrics-host",
            paramLabel = "ADDRESS",
            description = "The address at which /metrics is served (default: ${DEFAULT-VALUE}). Whoever reaches it can"
                    + " read the metrics.")
    String host = "127.0.0.1";

    /** Opens the registry, and the endpoint when one was asked for. */
    MetricsSession open() {
        return MetricsSession.open(address(), port);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "--metrics-host: '" + host + "' is no address of this machine; such as 127.0.0.1 or 0.0.0.0", e);
        }
    }
}
