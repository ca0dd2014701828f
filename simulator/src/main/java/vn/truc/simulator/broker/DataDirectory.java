package vn.truc.simulator.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a broker keeps its records: held by one broker at a time, formatted once, and removed afterwards when it is
 * temporary.
 *
 * <p>Not thread-safe.
 */
final class DataDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    /** Of our own, because a combined node reads and writes its metadata log before it takes Kafka's {@code .lock}. */
    private static final String LOCK_FILE = ".truc-broker.lock";

    /** What an interrupted formatting may have left behind, and what file systems put into every directory. */
    private static final Set<String> HARMLESS = Set.of(
            LOCK_FILE,
            ".lock",
            "bootstrap.checkpoint",
            "bootstrap.checkpoint.tmp",
            "meta.properties.tmp",
            "lost+found");

    private static final long NEARLY_FULL_BYTES = 64L << 20;

    private final Path path;
    private final boolean temporary;
    private final FileChannel lockFile;

    private DataDirectory(Path path, boolean temporary, FileChannel lockFile) {
        this.path = path;
        this.temporary = temporary;
        this.lockFile = lockFile;
    }

    /**
     * Takes hold of a directory and formats it unless it has been.
     *
     * @param wanted made when it is not there; null for a temporary directory
     * @throws BrokerException when another broker holds it, when it holds something else than a broker's records, or when
     *     the disk refuses
     */
    static DataDirectory open(@Nullable Path wanted, int nodeId, String controllerListener) {
        DataDirectory directory = wanted == null
                ? createTemporary()
                : hold(wanted.toAbsolutePath().normalize(), false);
        try {
            directory.formatOnce(nodeId, controllerListener);
        } catch (Exception e) {
            directory.close();
            throw e instanceof BrokerException known ? known : unusable(directory.path, e);
        }
        return directory;
    }

    private static DataDirectory createTemporary() {
        try {
            return hold(Files.createTempDirectory("truc-broker-"), true);
        } catch (IOException e) {
            throw unusable(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static DataDirectory hold(Path path, boolean temporary) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(path);
            lockFile = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
            return new DataDirectory(path, temporary, lockFile);
        } catch (OverlappingFileLockException e) {
            closeQuietly(lockFile);
            throw new BrokerException(
                    "another broker uses the data directory " + path + "; stop it or choose another with --data", e);
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw unusable(path, e);
        }
    }

    Path path() {
        return path;
    }

    /** A sentence for a message about a fault: how much room is left, and that this is the cause if it is. */
    String describeRoom() {
        try {
            long freeBytes = Files.getFileStore(path).getUsableSpace();
            String room = "data directory " + path + " has " + (freeBytes >> 20) + " MiB free";
            return freeBytes < NEARLY_FULL_BYTES ? room + ": the disk is full" : room;
        } catch (IOException e) {
            return "data directory " + path + " cannot be read: " + reason(e);
        }
    }

    /** Lets go of the directory, and removes it when it is temporary. */
    @Override
    public void close() {
        closeQuietly(lockFile);
        if (temporary) {
            remove();
        }
    }

    private void formatOnce(int nodeId, String controllerListener) throws Exception {
        List<String> directories = List.of(path.toString());
        MetaPropertiesEnsemble found =
                new MetaPropertiesEnsemble.Loader().addLogDirs(directories).load();
        if (!found.errorLogDirs().isEmpty()) {
            throw new BrokerException("cannot read " + path.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME)
                    + "; choose another directory with --data");
        }
        if (found.clusterId().isPresent()) {
            return;
        }
        refuseForeignContent();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                .setNodeId(nodeId)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(controllerListener)
                .setDirectories(directories)
                .setMetadataLogDirectory(path.toString())
                .run();
    }

    /** Kafka would format any directory and take the directories in it for its own. */
    private void refuseForeignContent() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.anyMatch(entry -> !HARMLESS.contains(entry.getFileName().toString()))) {
                throw new BrokerException("the directory " + path + " is neither empty nor a broker's data directory;"
                        + " choose another with --data");
            }
        }
    }

    private void remove() {
        try (Stream<Path> tree = Files.walk(path)) {
            tree.sorted(Comparator.reverseOrder()).forEach(DataDirectory::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("could not remove the temporary directory {}: {}", path, e.getMessage());
        }
    }

    private static void delete(Path entry) {
        try {
            Files.deleteIfExists(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("could not close a lock file", e);
        }
    }

    private static BrokerException unusable(Path path, Exception cause) {
        return new BrokerException("cannot use the data directory " + path + " (--data): " + reason(cause), cause);
    }

    private static String reason(Exception cause) {
        if (cause instanceof FileAlreadyExistsException) {
            return "it is not a directory";
        }
        if (cause instanceof NoSuchFileException) {
            return "it does not exist";
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}
