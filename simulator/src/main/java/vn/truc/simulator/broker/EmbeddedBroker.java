package vn.truc.simulator.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of one node in this process, reachable over loopback alone, without encryption or passwords.
 *
 * <p>A broker that fails never ends the process: it is reported to the listener, and {@link #fault()} keeps it. Its
 * clients see a broker that no longer answers, so the listener should end what depends on it. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** The name of the thread on which a broker stops. */
    public static final String STOP_THREAD = "broker-stop";

    /** A start on an idle machine takes about two seconds. */
    static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final Duration FAREWELL_AFTER_FAULT = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final ListeningSockets sockets;
    private final DataDirectory directory;
    private final int advertisedPort;
    private final ExitTrap exitTrap;
    private final Consumer<? super BrokerException> onFault;
    private final CompletableFuture<@Nullable Void> start = new CompletableFuture<>();
    private final AtomicReference<@Nullable BrokerException> fault = new AtomicReference<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable KafkaNode node;

    private EmbeddedBroker(
            ListeningSockets sockets,
            DataDirectory directory,
            int advertisedPort,
            Consumer<? super BrokerException> onFault) {
        this.sockets = sockets;
        this.advertisedPort = advertisedPort;
        this.directory = directory;
        this.onFault = onFault;
        this.exitTrap = ExitTrap.watch(asked -> report(asked, null));
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @param port where clients connect, or 0 for a free port
     * @param dataDirectory where records are kept; those of an earlier broker are served again. Null for a temporary
     *     directory that {@link #close} removes
     * @param onFault hears, once and on a thread of its own, that the running broker failed; may close the broker
     * @throws vn.truc.runtime.metrics.PortTakenException when something else listens on the port
     * @throws BrokerException when the directory cannot be used or the server does not start
     */
    public static EmbeddedBroker start(
            int port, @Nullable Path dataDirectory, Consumer<? super BrokerException> onFault) {
        return start(port, 0, dataDirectory, onFault);
    }

    /**
     * Starts a broker that tells its clients to connect to another port, where something forwards to this one.
     *
     * @param advertisedPort that port; 0 for none
     * @see #start(int, Path, Consumer)
     */
    public static EmbeddedBroker start(
            int port, int advertisedPort, @Nullable Path dataDirectory, Consumer<? super BrokerException> onFault) {
        ListeningSockets sockets = ListeningSockets.bind(port);
        EmbeddedBroker broker;
        try {
            broker = new EmbeddedBroker(
                    sockets,
                    DataDirectory.open(dataDirectory, BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER_LISTENER),
                    advertisedPort,
                    onFault);
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
        try {
            broker.awaitStart();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** The address that clients connect to, {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return ListeningSockets.HOST + ":" + sockets.brokerPort();
    }

    /** Where the records are. */
    public Path dataDirectory() {
        return directory.path();
    }

    /** What made the broker fail, or null when nothing did. */
    public @Nullable BrokerException fault() {
        return fault.get();
    }

    /**
     * Stops the broker in order, within half a minute even when it no longer reacts, and removes a temporary directory.
     * Further calls wait for the first and do nothing more.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                stopNode();
                sockets.close();
                directory.close();
                exitTrap.close();
            } finally {
                closed.countDown();
            }
        } else {
            awaitUninterruptibly(closed, STOP_LIMIT);
        }
    }

    private void awaitStart() {
        daemon("broker-start", () -> {
            try {
                KafkaNode starting = new KafkaNode(directory.path(), sockets, advertisedPort, this::report);
                node = starting;
                starting.startUp();
                start.complete(null);
            } catch (Throwable t) {
                start.completeExceptionally(t);
            }
        });
        try {
            start.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof BrokerException known
                    ? known
                    : new BrokerException("the embedded broker cannot start: " + describe(cause), cause);
        } catch (TimeoutException e) {
            throw new BrokerException(
                    "the embedded broker did not start within " + START_LIMIT.toSeconds() + " s; "
                            + directory.describeRoom(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while the embedded broker started", e);
        }
    }

    private void report(String what, @Nullable Throwable cause) {
        if (closing.get()) {
            LOG.debug("the broker failed while it stopped: {}", what, cause);
            return;
        }
        String detail = cause == null ? what : what + ": " + describe(cause);
        BrokerException failure =
                new BrokerException("the embedded broker failed: " + detail + "; " + directory.describeRoom(), cause);
        if (!fault.compareAndSet(null, failure)) {
            LOG.debug("the broker failed again: {}", what, cause);
            return;
        }
        boolean whileStarting = start.completeExceptionally(failure);
        if (!whileStarting && !start.isCompletedExceptionally()) {
            new Thread(() -> onFault.accept(failure), "broker-fault").start();
        }
    }

    private void stopNode() {
        KafkaNode running = node;
        if (running == null) {
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        daemon(STOP_THREAD, () -> {
            try {
                running.shutDown(fault.get() != null ? FAREWELL_AFTER_FAULT : FAREWELL);
            } catch (Throwable t) {
                LOG.warn("the embedded broker did not stop in order: {}", describe(t));
            } finally {
                stopped.countDown();
            }
        });
        if (!awaitUninterruptibly(stopped, STOP_LIMIT)) {
            LOG.warn("the embedded broker did not stop within {} s; it is left behind", STOP_LIMIT.toSeconds());
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean awaitUninterruptibly(CountDownLatch latch, Duration limit) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return latch.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
