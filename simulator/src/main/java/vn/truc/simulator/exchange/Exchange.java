package vn.truc.simulator.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.consumer.ShareBoard;
import vn.truc.consumer.ShareConsumer;
import vn.truc.consumer.ShareOptions;
import vn.truc.consumer.share.Counts;
import vn.truc.consumer.share.LevelCounts;
import vn.truc.producer.DocumentProducer;
import vn.truc.producer.ProducerSettings;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.Shard;
import vn.truc.producer.keys.KeyRing;
import vn.truc.router.Router;
import vn.truc.router.RouterSettings;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.ClusterProbe;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TopicSpec;
import vn.truc.runtime.metrics.Health;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.runtime.metrics.Meters;
import vn.truc.runtime.pace.Pacer;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.broker.EmbeddedBroker;

/**
 * The whole exchange in one process: broker (unless a cluster is given), topics, directory, consumer, router, producer,
 * started in this order and closed in the reverse one.
 *
 * <p>Not thread-safe, except that any thread may ask for figures.
 */
public final class Exchange implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration PROBE_WAIT = Duration.ofSeconds(12);
    private static final Duration READY_WAIT = Duration.ofSeconds(60);
    private static final Duration LEAVE_WAIT = Duration.ofSeconds(3);

    private final Deque<Part> parts = new ArrayDeque<>();
    private @Nullable EmbeddedBroker broker;
    private final KafkaSettings kafka;
    private final ShareBoard board;
    private final ShareConsumer consumer;
    private final @Nullable Router router;
    private final DocumentProducer producer;
    private final long countedBefore;
    private final @Nullable OfflineAddressees offline;

    private record Part(String name, AutoCloseable closeable) {

        void close() {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("the {} did not close in order: {}", name, e.toString());
            }
        }
    }

    /**
     * Starts everything; when it returns, documents are being issued.
     *
     * @param onFailure hears why a part cannot go on
     * @throws RuntimeException when a part does not start; those that did are closed again
     */
    public static Exchange start(Plan plan, ExchangeOptions options, Meters meters, Consumer<Throwable> onFailure) {
        return new Exchange(plan, options, meters, onFailure);
    }

    private Exchange(Plan plan, ExchangeOptions options, Meters meters, Consumer<Throwable> onFailure) {
        try {
            Scenario scenario = plan.scenario();
            TopicNames topics = options.topics();
            String prefix = topics.prefix();
            CompletableFuture<Preparation> preparation = Preparation.begin(plan, options);
            kafka = cluster(options, onFailure);
            ExchangeTopics.ensure(
                    kafka,
                    ExchangeTopics.specs(
                            topics,
                            scenario.partitions(),
                            TopicSpec.BROKER_DEFAULT_REPLICATION,
                            scenario.limits().bodyBytes()));
            Preparation prepared = Preparation.await(preparation);
            KeyRing keys = prepared.keys();
            DirectoryPublisher.publish(kafka, prefix, prepared.directoryRows());
            DirectoryFollower follower = opened(
                    "directory",
                    DirectoryFollower.start(kafka, prefix, keys == null ? null : keys.trustAnchor(), onFailure));
            board = opened("share board", ShareBoard.open(kafka, prefix, false, onFailure));
            board.bindTo(meters);
            ShareOptions shareOptions = ShareOptions.on(topics)
                    .withWindows(scenario.window().size(), scenario.window().grace())
                    .withThreads(options.counters());
            consumer = opened(
                    "consumer",
                    RoleStarter.consumer(
                            kafka, shareOptions, follower, RoleStarter.policyOf(scenario), meters, onFailure));
            router = options.foreignRouter() ? null : router(scenario, options, follower, meters);
            if (router != null) {
                opened("router", AgentRunner.start(router, onFailure));
            }
            awaitReady();
            measureFrom(Instant.now(), scenario.warmUp());
            countedBefore = counted().documents();
            producer = opened(
                    "producer",
                    DocumentProducer.start(
                            plan,
                            new ProducerSettings(topics, Shard.WHOLE, options.workers()),
                            keys,
                            kafka,
                            meters,
                            onFailure));
            measureFrom(producer.startedAt(), scenario.warmUp());
            Faults.Offline planned = scenario.faults().offline();
            offline = planned == null ? null : opened("offline addressees", new OfflineAddressees(consumer, planned));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The cluster in use. */
    public KafkaSettings kafka() {
        return kafka;
    }

    public DocumentProducer producer() {
        return producer;
    }

    public ShareConsumer consumer() {
        return consumer;
    }

    /** Lets its roles say whether they live and are ready. */
    void tell(Health health) {
        health.livesWhile("consumer", consumer::isRunning);
        health.readyWhile("consumer-serving", consumer::isServing);
        health.readyWhile("consumer-connected", consumer::isConnected);
        Router axis = router;
        if (axis != null) {
            health.readyWhile("router-serving", axis::isServing);
            health.readyWhile("router-connected", axis::isConnected);
        }
        health.livesWhile("producer", producer::isHealthy);
        health.readyWhile("producer-connected", producer::isConnected);
    }

    /** Ends what is planned to hold up deliveries: no more documents are issued. */
    void endFaults() {
        if (offline != null) {
            offline.close();
        }
    }

    /** What is counted by now, over all agencies. */
    public Counts counted() {
        return countedByLevel().total();
    }

    /** What is counted by now, by the level of the sender. */
    public LevelCounts countedByLevel() {
        return board.sums();
    }

    /** Documents that were counted since it was started. */
    long countedSinceStart() {
        return counted().documents() - countedBefore;
    }

    /** When the counts last changed, as {@link System#nanoTime} has it; 0 while they have not. */
    long countedNanos() {
        return board.movedNanos();
    }

    /** The latencies of each stage by now, in the order of the stages. */
    public Map<String, LatencySummary> latencies() {
        Map<String, LatencySummary> latencies = new LinkedHashMap<>();
        latencies.put("sealed", producer.sealed());
        latencies.put("acknowledged", producer.acknowledged());
        latencies.put("routed", routed());
        latencies.put("delivered", consumer.latencies().summary());
        return latencies;
    }

    /** What happened until now, for one caller: it takes what is measured since its last call. */
    IntervalSampler.Reading reading() {
        long due = producer.due() - producer.classifiedIssued();
        long counted = countedSinceStart();
        return new IntervalSampler.Reading(
                producer.issued(),
                routed().all(),
                consumer.latencies().summary().all(),
                counted,
                Math.max(0, due - counted),
                producer.takeBehindScheduleMaxMillis(),
                consumer.latencies().takeInterval());
    }

    private LatencySummary routed() {
        return router == null ? RunProgress.NO_LATENCY : router.latency();
    }

    /**
     * Closes the roles from the source down, the cluster last. When the broker of this process has failed, the roles get
     * {@link #LEAVE_WAIT}: what they wait for does not come any more.
     */
    @Override
    public void close() {
        List<Part> closing = new ArrayList<>(parts);
        parts.clear();
        EmbeddedBroker own = broker;
        if (own == null || own.fault() == null) {
            closing.forEach(Part::close);
            return;
        }
        Part cluster = closing.remove(closing.size() - 1);
        Thread leaving = new Thread(() -> closing.forEach(Part::close), "exchange-leaving");
        leaving.setDaemon(true);
        leaving.start();
        try {
            leaving.join(LEAVE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cluster.close();
    }

    /** Asked for before the first document and again once its time is known, so that none of the warm-up slips through. */
    private void measureFrom(Instant start, Duration warmUp) {
        long micros = Pacer.epochMicros(start.plus(warmUp));
        if (router != null) {
            router.measureFrom(micros);
        }
        consumer.measureFrom(micros);
    }

    private Router router(Scenario scenario, ExchangeOptions options, DirectoryFollower follower, Meters meters) {
        RouterSettings settings = new RouterSettings(
                options.topics(),
                "in-process",
                options.commitInterval(),
                options.verifiers(),
                RoleStarter.policyOf(scenario));
        return RoleStarter.router(kafka, settings, follower, meters);
    }

    private KafkaSettings cluster(ExchangeOptions options, Consumer<Throwable> onFailure) {
        KafkaSettings given = options.kafka();
        if (given != null) {
            ClusterProbe.check(given, PROBE_WAIT);
            return given;
        }
        EmbeddedBroker own = opened("broker", EmbeddedBroker.start(0, null, onFailure));
        broker = own;
        return new KafkaSettings(own.bootstrapServers(), options.clientSettings());
    }

    /** Documents are not issued into a rebalance: latencies would be those of the start. */
    private void awaitReady() {
        long deadline = System.nanoTime() + READY_WAIT.toNanos();
        try {
            if (!consumer.awaitRunning(READY_WAIT) || (router != null && !router.awaitServing(deadline))) {
                LOG.warn("the roles are not ready after {} s; issuing anyway", READY_WAIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the roles started", e);
        }
    }

    private <T extends AutoCloseable> T opened(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }
}
