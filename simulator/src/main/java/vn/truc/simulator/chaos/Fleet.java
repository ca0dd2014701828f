package vn.truc.simulator.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.kafka.ClusterProbe;
import vn.truc.runtime.kafka.ClusterUnavailableException;
import vn.truc.runtime.kafka.KafkaSettings;

/** The processes of one exchange, and the network between them. Confined to one thread. */
final class Fleet implements AutoCloseable {

    private static final Duration BROKER_WAIT = Duration.ofSeconds(90);
    private static final Duration BROKER_LOOK = Duration.ofSeconds(5);
    private static final String ROLE_HEAP = "192m";
    private static final String BROKER_HEAP = "320m";
    private static final Pattern OF_THE_CLUSTER =
            Pattern.compile("no (Kafka broker answered|usable answer from Kafka) at .*$"
                    + "| was not written, and issuing ends here.*$");
    /** The exit code of a role that could not go on. */
    private static final int COULD_NOT_GO_ON = 1;

    private static final int BALLAST_BYTES = 1 << 16;

    private final Path directory;
    private final Path data;
    private final ChaosOptions options;
    private final int brokerPort;
    private final NetworkLink link;
    private final RoleProcess broker;
    private final RoleProcess producer;
    private final List<RoleProcess> routers = new ArrayList<>();
    private final List<RoleProcess> consumers = new ArrayList<>();
    private int started;

    /** Starts the broker; the roles come with {@link #startRoles}. */
    Fleet(Path directory, Path data, ChaosOptions options, List<String> scenario) {
        this.directory = directory;
        this.data = data;
        this.options = options;
        this.brokerPort = freePort();
        this.link = new NetworkLink(brokerPort);
        this.broker = new RoleProcess(
                "broker",
                directory,
                BROKER_HEAP,
                List.of(
                        "broker",
                        "--port",
                        Integer.toString(brokerPort),
                        "--advertised-port",
                        Integer.toString(link.port()),
                        "--data",
                        data.toString(),
                        "--quiet"));
        this.producer = role("producer", scenario, "produce", "--keys", keys().toString());
        broker.start();
        awaitBroker();
    }

    /** The cluster, through the network that can be disturbed. */
    KafkaSettings kafka() {
        return KafkaSettings.of("127.0.0.1:" + link.port());
    }

    /** Where the keys of the agencies are. */
    Path keys() {
        return directory.resolve("keys");
    }

    /** Starts routers and consumers. */
    void startRoles(List<String> scenario) {
        for (int i = 0; i < options.routers(); i++) {
            addRouter(scenario);
        }
        for (int i = 0; i < options.consumers(); i++) {
            addConsumer(scenario);
        }
    }

    void startProducer() {
        producer.start();
    }

    RoleProcess producer() {
        return producer;
    }

    RoleProcess broker() {
        return broker;
    }

    NetworkLink link() {
        return link;
    }

    /** Routers that are there, in the order in which they came. */
    List<RoleProcess> routers() {
        return routers;
    }

    /** Consumers that are there, in the order in which they came. */
    List<RoleProcess> consumers() {
        return consumers;
    }

    void addRouter(List<String> scenario) {
        String name = "router-" + ++started;
        RoleProcess router = role(name, scenario, "route", "--instance", name, "--trust-anchor", anchor());
        routers.add(router);
        router.start();
    }

    void addConsumer(List<String> scenario) {
        RoleProcess consumer =
                role("consumer-" + ++started, scenario, "consume", "--threads", "1", "--trust-anchor", anchor());
        consumers.add(consumer);
        consumer.start();
    }

    private String anchor() {
        return keys().resolve("trust-anchor.pem").toString();
    }

    private RoleProcess role(String name, List<String> scenario, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(scenario);
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--bootstrap-servers", "127.0.0.1:" + link.port()));
        return new RoleProcess(name, directory, ROLE_HEAP, arguments);
    }

    /** Waits until the broker answers; what it has to recover on a busy machine takes its time. */
    void awaitBroker() {
        long deadline = System.nanoTime() + BROKER_WAIT.toNanos();
        while (true) {
            try {
                ClusterProbe.check(KafkaSettings.of("127.0.0.1:" + brokerPort), BROKER_LOOK);
                return;
            } catch (ClusterUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    /** Takes all room on the disk of the broker; it ends because of that. */
    void fillDisk() {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            byte[] bytes = new byte[BALLAST_BYTES];
            while (data.toFile().getUsableSpace() > 0) {
                ballast.write(bytes);
            }
        } catch (IOException full) {
            // which is what was wanted
        }
    }

    /** Gives the room back. */
    void freeDisk() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + ballast() + ": " + e.getMessage(), e);
        }
    }

    private Path ballast() {
        return data.resolveSibling("ballast");
    }

    /**
     * Starts roles again that ended because no broker answered when they started, or because it answered that it could
     * not write, as one with a full disk does: they say so and leave the rest to whoever supervises them.
     */
    void supervise() {
        List<RoleProcess> roles = new ArrayList<>(routers);
        roles.addAll(consumers);
        roles.add(producer);
        for (RoleProcess role : roles) {
            if (role.exitCode() == COULD_NOT_GO_ON
                    && OF_THE_CLUSTER.matcher(role.lastWords()).find()) {
                role.start();
            }
        }
    }

    /** The name and last words of a process that ended though nobody ended it; null when there is none. */
    @Nullable
    String unexpectedEnd() {
        List<RoleProcess> all = new ArrayList<>(routers);
        all.addAll(consumers);
        all.add(broker);
        for (RoleProcess process : all) {
            if (process.exitCode() >= 0) {
                return process.name() + " ended with code " + process.exitCode() + ":" + System.lineSeparator()
                        + process.lastWords();
            }
        }
        return producer.exitCode() > 0
                ? "producer ended with code " + producer.exitCode() + ":" + System.lineSeparator()
                        + producer.lastWords()
                : null;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    @Override
    public void close() {
        producer.kill();
        routers.forEach(RoleProcess::kill);
        consumers.forEach(RoleProcess::kill);
        broker.kill();
        freeDisk();
        link.close();
    }
}
