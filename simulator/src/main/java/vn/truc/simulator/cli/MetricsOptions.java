package vn.truc.simulator.cli;

import picocli.CommandLine.Option;

/** Where Prometheus finds the metrics. */
final class MetricsOptions {

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serve /metrics on this port of the loopback address, 0 for a free one (default: off).")
    int port = -1;

    /** Opens the registry, and the endpoint when one was asked for. */
    MetricsSession open() {
        return MetricsSession.open(port);
    }
}
