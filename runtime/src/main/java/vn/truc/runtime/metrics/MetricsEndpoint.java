package vn.truc.runtime.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /metrics} to Prometheus, and {@code /health/live} and {@code /health/ready} to whoever starts and stops
 * processes (200 or 503). Thread-safe.
 */
public final class MetricsEndpoint implements AutoCloseable {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService scrapes;

    private MetricsEndpoint(HttpServer server, ExecutorService scrapes) {
        this.server = server;
        this.scrapes = scrapes;
    }

    /**
     * Starts to serve.
     *
     * @param registry what is measured
     * @param health what is asked for the process
     * @param address the address to listen at; whoever reaches it can read the metrics
     * @param port the port, or 0 for a free one
     * @throws PortTakenException when something else listens there
     */
    public static MetricsEndpoint start(
            PrometheusMeterRegistry registry, Health health, InetAddress address, int port) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(address, port), 0);
        } catch (BindException e) {
            if (!isOfThisMachine(address)) {
                throw new IllegalStateException(
                        "cannot serve metrics at " + address.getHostAddress()
                                + ", which is no address of this machine; name another with --metrics-host",
                        e);
            }
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
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, registry, health);
            }
        });
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

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }

    private static void answer(HttpExchange exchange, PrometheusMeterRegistry registry, Health health)
            throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> {
                String contentType = contentType(exchange.getRequestHeaders().getFirst("Accept"));
                send(exchange, 200, contentType, registry.scrape(contentType));
            }
            case "/health/live" -> send(exchange, health.live());
            case "/health/ready" -> send(exchange, health.ready());
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void send(HttpExchange exchange, Health.Answer answer) throws IOException {
        send(exchange, answer.up() ? 200 : 503, "application/json", answer.json());
    }

    private static void send(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String contentType(@Nullable String accepted) {
        boolean openMetrics = accepted != null && accepted.contains("application/openmetrics-text");
        return openMetrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : TEXT_FORMAT;
    }
}
