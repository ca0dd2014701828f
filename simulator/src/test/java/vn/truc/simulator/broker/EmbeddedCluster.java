package vn.truc.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The embedded broker, which must not have failed by the time it is closed. */
final class EmbeddedCluster implements TestCluster {

    private final Path data = newDirectory();
    private EmbeddedBroker broker = EmbeddedBroker.start(0, data, fault -> {});
    private final int port = Integer.parseInt(broker.bootstrapServers().substring("127.0.0.1:".length()));

    @Override
    public synchronized String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public synchronized void bounce() {
        broker.close();
        broker = EmbeddedBroker.start(port, data, fault -> {});
    }

    @Override
    public synchronized void close() {
        broker.close();
        assertThat(broker.fault()).isNull();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("truc-test-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
