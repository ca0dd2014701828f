package vn.truc.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.truc.console.feed.Feed;
import vn.truc.console.feed.Subject;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Health;
import vn.truc.runtime.metrics.Meters;

/**
 * The live page of an exchange. It reads topics only, so it shows an exchange in one process and one on a cluster alike,
 * and any number of consoles can show the same. Thread-safe.
 */
public final class Console implements AutoCloseable {

    private static final Duration LAST_LOOK = Duration.ofSeconds(3);

    private final ConsoleOptions options;
    private final Pages pages = new Pages();
    private final Feed feed;
    private final WebServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Console(ConsoleOptions options, Subject subject, KafkaSettings kafka, Meters meters) {
        this.options = options;
        feed = new Feed(subject, kafka, meters, pages::count, state -> pages.tell(WebServer.json(state)));
        try {
            server = new WebServer(options, pages, feed);
        } catch (RuntimeException e) {
            feed.close();
            pages.close();
            throw e;
        }
        meters.gauge(ConsoleMetric.AUDIT_VIOLATIONS, feed::auditViolations);
        meters.gauge(ConsoleMetric.OPEN_PAGES, pages::count);
    }

    /**
     * Starts to serve the page.
     *
     * @param kafka a cluster that holds the topics of {@code subject}
     * @throws vn.truc.runtime.metrics.PortTakenException when something else listens on the port
     */
    public static Console start(ConsoleOptions options, Subject subject, KafkaSettings kafka, Meters meters) {
        return new Console(options, subject, kafka, meters);
    }

    /** Where the page is; without the token, if one is asked for. */
    public String url() {
        InetAddress address = options.address();
        String host = address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return "http://" + host + ":" + server.port() + "/";
    }

    /** Adds the console's part to the health of its process. */
    public void tell(Health health) {
        health.livesWhile("console", feed::isRunning);
        health.readyWhile("console-connected", feed::isConnected);
    }

    /** Shows open pages what was written last, tells them that nothing more comes, and ends. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            feed.finish(LAST_LOOK);
            pages.close();
            server.close();
            feed.close();
        }
    }
}
