package vn.truc.producer;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.keys.KeyRing;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.ClientConnections;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.runtime.metrics.Meters;
import vn.truc.runtime.pace.Pacer;
import vn.truc.schemas.wire.SizeLimits;

/**
 * The agencies at work: issues a plan, or a shard of it, on as many workers as asked for. Thread-safe.
 *
 * <p>The schedule starts when the producer does. It ends by itself; {@link #stop} ends it early and leaves what was
 * issued a prefix of the plan.
 */
public final class DocumentProducer implements AutoCloseable {

    private final Plan plan;
    private final Pacer pacer;
    private final Progress progress;
    private final ProducerMeters meters;
    private final List<IssuingWorker> workers = new ArrayList<>();
    private final List<AgentRunner> runners = new ArrayList<>();
    private final List<Producer<byte[], byte[]>> clients = new ArrayList<>();
    private final List<KafkaClientMetrics> clientMetrics = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private DocumentProducer(Plan plan, Meters meters, Pacer pacer) {
        this.plan = plan;
        this.pacer = pacer;
        this.progress = new Progress(plan.documents());
        this.meters =
                new ProducerMeters(meters, plan.scenario().faults().shares().keySet());
    }

    /**
     * Starts to issue; topics and directory must be there.
     *
     * @param keys of every sender, or null for the unsigned baseline
     * @param onFailure hears, once, why issuing cannot go on
     */
    public static DocumentProducer start(
            Plan plan,
            ProducerSettings settings,
            @Nullable KeyRing keys,
            KafkaSettings kafka,
            Meters meters,
            Consumer<Throwable> onFailure) {
        Clock clock = Clock.systemUTC();
        Pacer pacer = Pacer.startingNow(clock, System::nanoTime);
        DocumentProducer producer = new DocumentProducer(plan, meters, pacer);
        producer.meters.measureFrom(pacer.epochMicrosAt(plan.scenario().warmUp().toNanos()));
        for (int worker = 0; worker < settings.workers(); worker++) {
            var client = new KafkaProducer<>(
                    clientSettings(
                            kafka, settings, worker, plan.scenario().limits().sizes()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            producer.clients.add(client);
            producer.clientMetrics.add(meters.bind(null, new KafkaClientMetrics(client)));
            producer.workers.add(new IssuingWorker(
                    worker,
                    settings.workers(),
                    plan,
                    settings.shard(),
                    pacer,
                    clock,
                    producer.progress,
                    new DocumentWriter(plan, settings, Sealers.of(plan.scenario(), keys)),
                    client,
                    producer.meters,
                    trouble -> producer.fail(trouble, onFailure)));
        }
        meters.gauge(ProducerMetric.SCHEDULE_LAG, producer::lagSeconds);
        for (IssuingWorker worker : producer.workers) {
            producer.runners.add(AgentRunner.start(worker, trouble -> producer.fail(trouble, onFailure)));
        }
        return producer;
    }

    /** When the schedule began. */
    public Instant startedAt() {
        return Instant.EPOCH.plus(pacer.epochMicrosAt(0), ChronoUnit.MICROS);
    }

    /** How long ago the schedule began, nanoseconds. */
    public long elapsedNanos() {
        return pacer.elapsedNanos();
    }

    /** How many documents of what is issued in the end are due by now, over all shards. */
    public long due() {
        return Math.min(plan.schedule().dueBy(pacer.elapsedNanos()), progress.end());
    }

    /** Ends the plan early, at the furthest document that was begun. */
    public void stop() {
        progress.stop();
    }

    /** Whether everything that is to be issued was acknowledged by the cluster, or issuing failed. */
    public boolean isDone() {
        return failure.get() != null || workers.stream().allMatch(IssuingWorker::isDone);
    }

    /** When the cluster had acknowledged the last document, from the start of the schedule, nanoseconds; 0 before. */
    public long doneNanos() {
        return workers.stream().mapToLong(IssuingWorker::doneNanos).max().orElse(0);
    }

    /** Whether issuing goes on, or has come to its end without a failure. */
    public boolean isHealthy() {
        return failure.get() == null;
    }

    /** Whether every worker is connected to the cluster, once it has sent anything. */
    public boolean isConnected() {
        return clients.stream().allMatch(client -> ClientConnections.areOpen(client.metrics()));
    }

    /** How many documents of the plan are issued in the end, over all shards; final once {@link #isDone}. */
    public long end() {
        return progress.end();
    }

    /** Documents of this shard that the cluster acknowledged. */
    public long issued() {
        return meters.issued();
    }

    /** Those among {@link #issued} that are classified, and so outside every count. */
    public long classifiedIssued() {
        return meters.classifiedIssued();
    }

    /** How long the oldest document that is due and not yet issued has waited, nanoseconds. */
    public long lagNanos() {
        return workers.stream().mapToLong(IssuingWorker::lagNanos).max().orElse(0);
    }

    /**
     * The longest that any document had to wait to be handed over, or one waits now, milliseconds; without those that were
     * due during the warm-up.
     */
    public long behindScheduleMaxMillis() {
        workers.forEach(IssuingWorker::noteLag);
        return TimeUnit.MICROSECONDS.toMillis(meters.behindMicrosMax());
    }

    /**
     * The longest that a document had to wait to be handed over since the last call, or one waits now, milliseconds, also
     * during the warm-up. There is one caller at most.
     */
    public long takeBehindScheduleMaxMillis() {
        workers.forEach(IssuingWorker::noteLag);
        return TimeUnit.MICROSECONDS.toMillis(meters.takeBehindMicrosMax());
    }

    /** From the intended time to the seal. */
    public LatencySummary sealed() {
        return meters.sealedSummary();
    }

    /** From the intended time to the cluster's acknowledgement. */
    public LatencySummary acknowledged() {
        return meters.acknowledgedSummary();
    }

    /** Ends the workers; what they handed to the cluster before is still written. */
    @Override
    public void close() {
        runners.forEach(AgentRunner::stop);
        runners.forEach(AgentRunner::close);
        clientMetrics.forEach(Meters::unbind);
    }

    private double lagSeconds() {
        return lagNanos() / 1e9;
    }

    private void fail(Throwable cause, Consumer<Throwable> onFailure) {
        if (failure.compareAndSet(null, cause)) {
            onFailure.accept(cause);
        }
    }

    private static Map<String, Object> clientSettings(
            KafkaSettings kafka, ProducerSettings settings, int worker, SizeLimits sizes) {
        Map<String, Object> defaults = Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                2,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                sizes.bufferBytes(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                sizes.envelopeBytesMax(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
        Map<String, Object> required = Map.of(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
        String clientId =
                settings.topics().prefix() + "producer-" + settings.shard().index() + "-" + worker;
        return kafka.producer(clientId, defaults, required);
    }
}
