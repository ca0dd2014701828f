package vn.truc.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The embedded broker, which must not have failed by the time it is closed. */
final class EmbeddedCluster implements TestCluster {

    private final Path directory = newDirectory();
    private EmbeddedBroker broker = EmbeddedBroker.start(0, directory, fault -> {});
    private final String address = broker.bootstrapServers();

    @Override
    public String bootstrapServers() {
        return address;
    }

    @Override
    public synchronized void restart() {
        stop();
        broker = EmbeddedBroker.start(port(), directory, fault -> {});
    }

    @Override
    public synchronized void close() {
        try {
            stop();
        } finally {
            remove(directory);
        }
    }

    private void stop() {
        broker.close();
        assertThat(broker.fault()).isNull();
    }

    private int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("truc-test-cluster-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : leavesFirst) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
