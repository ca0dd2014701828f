package vn.truc.runtime.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves {@code /metrics} to Prometheus on the loopback address. Thread-safe. */
public final class MetricsEndpoint implements AutoCloseable {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService scrapes;

    private MetricsEndpoint(HttpServer server, ExecutorService scrapes) {
        this.server = server;
        this.scrapes = scrapes;
    }

    /**
     * Starts to serve {@code registry}.
     *
     * @param port the port, or 0 for a free one
     * @throws PortTakenException when something else listens there
     */
    public static MetricsEndpoint start(PrometheusMeterRegistry registry, int port) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new PortTakenException(port, "--metrics-port", e);
        } catch (IOException e) {
            throw new IllegalStateException("cannot serve metrics on port " + port + ": " + e.getMessage(), e);
        }
        ExecutorService scrapes = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "metrics-endpoint");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(scrapes);
        server.createContext("/metrics", exchange -> answer(exchange, registry));
        server.start();
        return new MetricsEndpoint(server, scrapes);
    }

    /** The port that is served. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        scrapes.shutdownNow();
    }

    private static void answer(HttpExchange exchange, PrometheusMeterRegistry registry) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            String asked = exchange.getRequestHeaders().getFirst("Accept");
            String contentType = contentType(asked);
            byte[] body = registry.scrape(contentType).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static String contentType(@Nullable String accepted) {
        boolean openMetrics = accepted != null && accepted.contains("application/openmetrics-text");
        return openMetrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : TEXT_FORMAT;
    }
}
