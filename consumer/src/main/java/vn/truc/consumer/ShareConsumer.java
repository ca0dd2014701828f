package vn.truc.consumer;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.runtime.kafka.ClientConnections;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.UnfitTopicException;
import vn.truc.runtime.metrics.GroupLag;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.verify.EnvelopeVerifier;

/**
 * The addressees of the exchange: verifies every copy again, answers with receipts, and counts the share of each agency.
 * Any number of instances, in any number of processes, divide the work among them.
 *
 * <p>What is written (receipts, dead letters, shares, state) and what was read is committed together, so the counts are
 * exact whatever happens to an instance. Trouble with the cluster is waited out; what a person must mend is reported and
 * ends the instance. Thread-safe.
 */
public final class ShareConsumer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShareConsumer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    /** What the library calls the clients by which its threads read, beside those that restore. */
    private static final Pattern READING = Pattern.compile("StreamThread-\\d+-consumer$");

    private static final Duration LAG_EVERY = Duration.ofSeconds(1);

    private final KafkaStreams streams;
    private final CommittedLag lag;
    private final KafkaStreamsMetrics libraryMetrics;
    private final DeliveryLatencies latencies;
    private final ScheduledExecutorService lagReporter;
    private final @Nullable Path ownDirectory;
    private final CountDownLatch running = new CountDownLatch(1);

    private ShareConsumer(
            KafkaStreams streams, CommittedLag lag, DeliveryLatencies latencies, @Nullable Path ownDirectory) {
        this.streams = streams;
        this.lag = lag;
        this.libraryMetrics = new KafkaStreamsMetrics(streams);
        this.latencies = latencies;
        this.ownDirectory = ownDirectory;
        this.lagReporter = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "consumer-lag");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts an instance and returns; it works on threads of its own until it is closed. The topics must exist.
     *
     * @param directory the agencies, kept up to date by the caller until this instance is closed
     * @param catchUp returns when the directory holds everything that had been written to its topic before the call; is
     *     called from several threads
     * @param verifier makes a verifier for one thread, over the same directory
     * @param onFailure hears what ended the instance, if anything did, on one of its threads; closing the instance is for
     *     another thread
     * @throws UnfitTopicException when a topic is missing, or receipt, register and dead letter do not have the same
     *     number of partitions
     */
    public static ShareConsumer start(
            KafkaSettings kafka,
            ShareOptions options,
            Directory directory,
            Runnable catchUp,
            Supplier<EnvelopeVerifier> verifier,
            Meters meters,
            Consumer<Throwable> onFailure) {
        return start(kafka, options, directory, catchUp, verifier, meters, onFailure, Clock.systemUTC());
    }

    static ShareConsumer start(
            KafkaSettings kafka,
            ShareOptions options,
            Directory directory,
            Runnable catchUp,
            Supplier<EnvelopeVerifier> verifier,
            Meters meters,
            Consumer<Throwable> onFailure,
            Clock clock) {
        int countedPartitions;
        try (Admin admin = Admin.create(kafka.admin("truc-consumer-topics"))) {
            countedPartitions = ShareTopics.countedPartitions(admin, options.topics());
        }
        AtomicLong polledBatches = new AtomicLong();
        Agencies agencies = new Agencies(directory, catchUp, polledBatches::get);
        DeliveryLatencies latencies = new DeliveryLatencies();
        ConsumerMeters consumerMeters = new ConsumerMeters(meters, latencies);
        Topology topology = new ShareTopology(options, agencies, verifier, consumerMeters, new IdleCommit(), clock)
                .build(countedPartitions);

        Path given = options.stateDirectory();
        Path stateDirectory = given == null ? newDirectory() : given;
        ShareConsumer consumer;
        try {
            Properties settings = new Properties();
            settings.putAll(StreamsSettings.of(kafka, options, stateDirectory, polledBatches));
            KafkaStreams streams = new KafkaStreams(topology, settings);
            streams.setUncaughtExceptionHandler(new StreamsFailures(clock, onFailure));
            CommittedLag lag = new CommittedLag(
                    Admin.create(kafka.admin("truc-consumer-lag")),
                    options.topics().consumerGroup());
            consumer = new ShareConsumer(streams, lag, latencies, given == null ? stateDirectory : null);
        } catch (RuntimeException e) {
            if (given == null) {
                delete(stateDirectory);
            }
            throw e;
        }
        consumer.begin(meters, options.topics().consumerGroup());
        return consumer;
    }

    /** Leaves out of {@link #latencies} what was due before, microseconds since the epoch. */
    public void measureFrom(long intendedMicros) {
        latencies.countFrom(intendedMicros);
    }

    /** Latencies to the verification of a copy by its addressee. */
    public DeliveryLatencies latencies() {
        return latencies;
    }

    /**
     * Waits until this instance takes part in the work for the first time.
     *
     * @return false when it does not after the time
     */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it takes part in the work now: no rebalance goes on, and its state is restored. */
    public boolean isServing() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Takes nothing more until {@link #resume}; stays a member of its group, and what arrives waits in the topics. */
    public void pause() {
        streams.pause();
    }

    /** Takes on from where {@link #pause} left off; changes nothing when it is not paused. */
    public void resume() {
        streams.resume();
    }

    /** Whether each of its threads is connected to the cluster. */
    public boolean isConnected() {
        return ClientConnections.areOpen(
                streams.metrics(), clientId -> READING.matcher(clientId).find());
    }

    /** Whether it takes part in the work, or would if a rebalance were not going on. */
    public boolean isRunning() {
        return streams.state().isRunningOrRebalancing();
    }

    /**
     * Commits what was worked on, hands the work over to the other instances and lets go of everything, within about ten
     * seconds. What could not be committed by then is worked on again by whoever takes over.
     */
    @Override
    public void close() {
        lagReporter.shutdownNow();
        lag.close();
        libraryMetrics.close();
        boolean closed = streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!closed) {
            LOG.warn(
                    "Receiving and counting did not end within {} s; what was not committed is worked on again",
                    CLOSE_TIMEOUT.toSeconds());
        }
        if (ownDirectory != null) {
            delete(ownDirectory);
        }
    }

    private void begin(Meters meters, String group) {
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        libraryMetrics.bindTo(meters.registry());
        streams.start();
        GroupLag exported = new GroupLag(meters, ConsumerMetric.GROUP_LAG, group);
        var unused = lagReporter.scheduleWithFixedDelay(
                () -> report(exported), LAG_EVERY.toMillis(), LAG_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Of the partitions that this instance has. While the cluster does not answer the last figures stand. */
    private void report(GroupLag exported) {
        Set<TopicPartition> mine = new HashSet<>();
        for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
            thread.activeTasks().forEach(task -> mine.addAll(task.topicPartitions()));
        }
        try {
            exported.set(lag.of(mine));
        } catch (ExecutionException e) {
            LOG.debug("what waits in the topics is not known: {}", e.toString());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("truc-consumer-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for working files: " + e.getMessage(), e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The directory {} could not be removed: {}", directory, e.getMessage());
        }
    }
}
