package vn.truc.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.simulator.broker.BrokerException;
import vn.truc.simulator.broker.EmbeddedBroker;

/** The broker that all peers share, empty at the start of each measurement. */
final class TestCluster implements AutoCloseable {

    /** The broker's own setting for how long the files of a removed topic stay; a minute where nobody says. */
    private static final String REMOVAL_DELAY = "log.segment.delete.delay.ms";

    private static final String REMOVED_SUFFIX = "-delete";
    private static final Duration REMOVAL_WAIT = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EmbeddedBroker broker;
    private final KafkaSettings kafka;
    private final Admin admin;

    private TestCluster(EmbeddedBroker broker) {
        this.broker = broker;
        this.kafka = KafkaSettings.of(broker.bootstrapServers());
        this.admin = Admin.create(kafka.admin("peers"));
    }

    /** @param onFault hears that the broker failed and nothing can be measured any more */
    static TestCluster start(Consumer<BrokerException> onFault) {
        TestCluster cluster = new TestCluster(EmbeddedBroker.start(0, null, onFault));
        cluster.removeFilesAtOnce();
        return cluster;
    }

    KafkaSettings kafka() {
        return kafka;
    }

    void createTopics(int partitions, String... names) {
        await(admin.createTopics(Arrays.stream(names)
                        .map(name -> new NewTopic(name, partitions, (short) 1))
                        .toList())
                .all());
    }

    /** Removes all topics and waits until their files are gone, so that nobody works beside the next measurement. */
    void removeTopics() {
        await(admin.deleteTopics(await(admin.listTopics().names())).all());
        long deadline = System.nanoTime() + REMOVAL_WAIT.toNanos();
        while (hasRemovedFiles() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }

    private void removeFilesAtOnce() {
        ConfigResource allBrokers = new ConfigResource(ConfigResource.Type.BROKER, "");
        AlterConfigOp atOnce = new AlterConfigOp(new ConfigEntry(REMOVAL_DELAY, "0"), AlterConfigOp.OpType.SET);
        await(admin.incrementalAlterConfigs(Map.of(allBrokers, List.of(atOnce))).all());
    }

    private boolean hasRemovedFiles() {
        try (Stream<Path> files = Files.list(broker.dataDirectory())) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(REMOVED_SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into the broker's directory: " + e.getMessage(), e);
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker answered", e);
        }
    }
}
