package vn.truc.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private static final Duration LAST_LOOK = Duration.ofSeconds(3);

    private final ConsoleOptions options;
    private final Subject subject;
    private final KafkaSettings kafka;
    private final Meters meters;
    private final Door door;
    private final int port;
    private @Nullable Serving serving;
    private boolean closed;

    private record Serving(Pages pages, Feed feed, WebServer server) {}

    private Console(ConsoleOptions options, Subject subject, KafkaSettings kafka, Meters meters) {
        this.options = options;
        this.subject = subject;
        this.kafka = kafka;
        this.meters = meters;
        door = new Door(options);
        port = door.port();
    }

    /**
     * Starts to follow the exchange and to serve the page.
     *
     * @param kafka a cluster that holds the topics of {@code subject}
     * @throws vn.truc.runtime.metrics.PortTakenException when something else listens on the port
     */
    public static Console start(ConsoleOptions options, Subject subject, KafkaSettings kafka, Meters meters) {
        Console console = new Console(options, subject, kafka, meters);
        try {
            console.serve();
        } catch (RuntimeException e) {
            console.close();
            throw e;
        }
        return console;
    }

    /**
     * Listens at once, but starts nothing before somebody opens the page: a server that starts takes a second of both
     * cores from an exchange that does so too.
     *
     * @param kafka as in {@link #start}
     * @throws vn.truc.runtime.metrics.PortTakenException when something else listens on the port
     */
    public static Console onDemand(ConsoleOptions options, Subject subject, KafkaSettings kafka, Meters meters) {
        Console console = new Console(options, subject, kafka, meters);
        Thread waiting = new Thread(console::serveFirstVisitor, "console-door");
        waiting.setDaemon(true);
        waiting.start();
        return console;
    }

    /** Where the page is; without the token, if one is asked for. */
    public String url() {
        InetAddress address = options.address();
        String host = address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return "http://" + host + ":" + port + "/";
    }

    /** Adds the console's part to the health of its process. */
    public void tell(Health health) {
        health.livesWhile("console", () -> holds(Feed::isRunning));
        health.readyWhile("console-connected", () -> holds(Feed::isConnected));
    }

    /** Shows open pages what was written last, tells them that nothing more comes, and ends. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Serving now = serving;
        if (now == null) {
            door.close();
            return;
        }
        now.feed().finish(LAST_LOOK);
        now.pages().close();
        now.server().close();
        now.feed().close();
    }

    private void serveFirstVisitor() {
        try {
            if (door.awaitVisitor()) {
                serve();
            }
        } catch (RuntimeException e) {
            LOG.error("the page cannot be served: {}", e.getMessage(), e);
        }
    }

    private synchronized void serve() {
        if (closed) {
            return;
        }
        Pages pages = new Pages();
        Feed feed = new Feed(subject, kafka, meters, pages::count, state -> pages.tell(WebServer.json(state)));
        try {
            serving = new Serving(pages, feed, new WebServer(options.access(), door.handOver(), pages, feed));
        } catch (RuntimeException e) {
            feed.close();
            pages.close();
            throw e;
        }
        meters.gauge(ConsoleMetric.AUDIT_VIOLATIONS, feed::auditViolations);
        meters.gauge(ConsoleMetric.OPEN_PAGES, pages::count);
    }

    private synchronized boolean holds(Predicate<Feed> condition) {
        Serving now = serving;
        return now != null && condition.test(now.feed());
    }
}
