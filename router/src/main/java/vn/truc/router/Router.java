package vn.truc.router;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.runtime.agent.Agent;
import vn.truc.runtime.kafka.ClientConnections;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.UnfitTopicException;
import vn.truc.runtime.metrics.GroupLag;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.runtime.metrics.Meters;
import vn.truc.runtime.pace.Pacer;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.Topic;

/**
 * The interconnection axis: reads the outbox, admits or refuses each document, writes one copy for each addressee.
 *
 * <p>Copies, refusals, changes of the duplicate index and the offsets behind them are one transaction, so that whatever
 * happens to the process, each record of the outbox has its consequences exactly once. Trouble with the cluster ends in
 * an abandoned transaction and a new start from the committed state; only what a person must mend ends the router:
 * refused authentication or authorization, unfit topics, a corrupt index.
 *
 * <p>Confined to the thread of its runner, except where a method says otherwise.
 */
public final class Router implements Agent {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Duration POLL_MAX = Duration.ofMillis(100);
    private static final Duration BACK_OFF = Duration.ofMillis(500);
    private static final long LAG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RouterSettings settings;
    private final RouterClients clients;
    private final Clock clock;
    private final RouterMeters meters;
    private final RouterTally tally = new RouterTally();
    private final Consumer<byte[], byte[]> outbox;
    private final IndexRestorer restorer;
    private final OutboxAssignment assignment;
    private final RoutingTransaction transaction;
    private final VerifierPool verifiers;
    private final BatchRouter batches;
    private final GroupLag lag;
    private final LongSupplier nanoClock;
    private final LongConsumer pause;
    private long lagAtNanos;
    private boolean startingOver;

    /**
     * Connects to the cluster; the topics must exist.
     *
     * @param verifier makes a verifier for a thread
     * @throws UnfitTopicException when the duplicate index is not partitioned as the outbox is
     */
    public static Router connect(
            KafkaSettings kafka,
            RouterSettings settings,
            DirectoryView directory,
            Supplier<EnvelopeVerifier> verifier,
            Meters meters) {
        return new Router(
                settings,
                RouterClients.of(kafka, settings, meters),
                directory,
                verifier,
                meters,
                Clock.systemUTC(),
                System::nanoTime,
                LockSupport::parkNanos);
    }

    /** @param pause waits so many nanoseconds */
    Router(
            RouterSettings settings,
            RouterClients clients,
            DirectoryView directory,
            Supplier<EnvelopeVerifier> verifier,
            Meters meters,
            Clock clock,
            LongSupplier nanoClock,
            LongConsumer pause) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        this.outbox = clients.outbox();
        int partitions = outboxPartitions();
        this.transaction = new RoutingTransaction(clients, settings.commitInterval(), nanoClock);
        this.restorer = new IndexRestorer(settings.topic(Topic.SEEN), clients);
        this.assignment =
                new OutboxAssignment(settings.topic(Topic.OUTBOX), outbox, restorer, this::commit, this::abandon);
        this.verifiers = new VerifierPool(settings.verifiers(), name(), verifier);
        this.batches = new BatchRouter(
                directory, verifiers, new CopyWriter(settings), transaction, tally, partitions, this::commit);
        this.lag = new GroupLag(meters, RouterMetric.GROUP_LAG, settings.groupId());
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.lagAtNanos = nanoClock.getAsLong() - LAG_EVERY_NANOS;
        this.meters = new RouterMeters(meters);
        this.meters.partitions("serving", assignment::serving);
        this.meters.partitions("restoring", assignment::restoring);
        this.meters.indexDocuments(assignment::indexedDocuments);
    }

    @Override
    public String name() {
        return "router-" + settings.instance();
    }

    /** Leaves out of {@link #latency} what was due before, microseconds since the epoch; from any thread. */
    public void measureFrom(long intendedMicros) {
        meters.measureFrom(intendedMicros);
    }

    /** Latencies from the intended issue of a document to the commit of its copies; from any thread. */
    public LatencySummary latency() {
        return meters.latencySummary();
    }

    /**
     * Waits, on another thread than the router's, until it serves partitions and none is being restored.
     *
     * @param deadlineNanos as {@link System#nanoTime} counts
     * @return false when it does not by then
     */
    public boolean awaitServing(long deadlineNanos) throws InterruptedException {
        return assignment.awaitServing(deadlineNanos);
    }

    /** Whether it serves partitions and none is being restored; from any thread. */
    public boolean isServing() {
        return assignment.serving() > 0 && assignment.restoring() == 0;
    }

    /** Whether it is connected to the cluster; from any thread. */
    public boolean isConnected() {
        return ClientConnections.areOpen(outbox.metrics());
    }

    /** A cluster that does not let it begin a transaction at all ends it; later such trouble is waited out. */
    @Override
    public void onStart() {
        transaction.recover();
        outbox.subscribe(List.of(settings.topic(Topic.OUTBOX)), assignment);
    }

    @Override
    public int doWork() {
        try {
            transaction.recover();
            if (startingOver) {
                startOver();
            }
            assignment.advance();
            ConsumerRecords<byte[], byte[]> records = outbox.poll(pollTime());
            route(records);
            reportLag();
            return records.count();
        } catch (WakeupException stopping) {
            return 0;
        } catch (AuthenticationException | AuthorizationException e) {
            throw e;
        } catch (KafkaException e) {
            giveUp(e);
            return 0;
        } catch (RuntimeException | Error e) {
            // it may have come in the midst of a document, whose first copies are not to be committed on closing
            abandon();
            throw e;
        }
    }

    /**
     * A transaction that is due is committed before the records are routed, while they are verified: most of a commit is
     * waiting for the cluster. They enter the next one.
     */
    private void route(ConsumerRecords<byte[], byte[]> records) {
        VerifierPool.Batch verifying = batches.verify(records);
        Verification[] verifications;
        try {
            if (transaction.isOpen() && transaction.dueInNanos() == 0) {
                commit();
            }
        } finally {
            verifications = verifying.results();
        }
        batches.route(records, verifications, assignment);
    }

    @Override
    public void wakeUp() {
        outbox.wakeup();
    }

    @Override
    public void onClose() {
        try {
            commit();
        } catch (KafkaException e) {
            LOG.warn("the last transaction was not committed; its documents are routed after the next start", e);
            // or leaving the group would commit it once more
            abandon();
        } finally {
            outbox.close();
            restorer.close();
            transaction.close();
            verifiers.close();
            clients.close();
        }
    }

    private void reportLag() {
        long now = nanoClock.getAsLong();
        if (now - lagAtNanos >= LAG_EVERY_NANOS) {
            lagAtNanos = now;
            lag.set(assignment.lags());
        }
    }

    private Duration pollTime() {
        if (!transaction.isOpen()) {
            return assignment.restoring() > 0 ? Duration.ofMillis(1) : POLL_MAX;
        }
        return Duration.ofNanos(transaction.dueInNanos());
    }

    private void commit() {
        if (!transaction.isOpen()) {
            return;
        }
        String seenTopic = settings.topic(Topic.SEEN);
        assignment
                .indexes()
                .forEach((partition, index) -> index.drainChanges(
                        (key, value) -> transaction.send(new ProducerRecord<>(seenTopic, partition, key, value))));
        transaction.commit(outbox.groupMetadata());
        meters.countCommitted(tally, Pacer.epochMicros(clock.instant()));
        tally.clear();
        assignment.publish();
    }

    private void abandon() {
        tally.clear();
        if (transaction.isOpen()) {
            meters.countAborted();
        }
        transaction.abandon();
    }

    private void giveUp(KafkaException cause) {
        LOG.warn("{}: transaction given up, starting again from the committed state: {}", name(), cause.toString());
        startingOver = true;
        abandon();
        pause.accept(BACK_OFF.toNanos());
    }

    /** May itself fail, as long as there is no cluster; nothing is read before it succeeded. */
    private void startOver() {
        assignment.startOver();
        startingOver = false;
    }

    private int outboxPartitions() {
        int ofOutbox = outbox.partitionsFor(settings.topic(Topic.OUTBOX)).size();
        int ofSeen = outbox.partitionsFor(settings.topic(Topic.SEEN)).size();
        if (ofOutbox != ofSeen) {
            throw new UnfitTopicException(List.of("topic " + settings.topic(Topic.SEEN) + " has " + ofSeen
                    + " partitions, but needs the " + ofOutbox + " of " + settings.topic(Topic.OUTBOX)));
        }
        return ofOutbox;
    }
}
