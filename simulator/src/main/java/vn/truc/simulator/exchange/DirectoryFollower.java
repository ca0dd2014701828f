package vn.truc.simulator.exchange;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import vn.truc.router.DirectoryView;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TableReader;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.wire.Topic;

/** Keeps a directory up to date with its topic, for the roles of one process. Thread-safe. */
public final class DirectoryFollower implements DirectoryView, AutoCloseable {

    private final Directory directory;
    private final TableReader reader;
    private final AgentRunner runner;

    private DirectoryFollower(Directory directory, TableReader reader, AgentRunner runner) {
        this.directory = directory;
        this.reader = reader;
        this.runner = runner;
    }

    /**
     * Reads the directory to its present end and goes on following it.
     *
     * @param anchor what certificates must chain to, or null to pin the anchor that the topic holds
     */
    public static DirectoryFollower start(
            KafkaSettings kafka, String topicPrefix, @Nullable TrustAnchor anchor, Consumer<Throwable> onFailure) {
        Directory directory = new Directory(anchor);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        TableReader reader = new TableReader(
                Topic.DIRECTORY.name(topicPrefix),
                new KafkaConsumer<>(kafka.consumer("truc-directory", Map.of(), Map.of()), bytes, bytes),
                new KafkaConsumer<>(kafka.consumer("truc-directory-ends", Map.of(), Map.of()), bytes, bytes),
                directory::applyRow);
        reader.catchUp();
        return new DirectoryFollower(directory, reader, AgentRunner.start(reader, onFailure));
    }

    @Override
    public Directory directory() {
        return directory;
    }

    @Override
    public void catchUp() {
        reader.catchUp();
    }

    @Override
    public void close() {
        runner.close();
    }
}
