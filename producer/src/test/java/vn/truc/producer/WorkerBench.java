package vn.truc.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.ScenarioFixtures;
import vn.truc.producer.emission.Shard;
import vn.truc.runtime.metrics.Meters;
import vn.truc.runtime.pace.Pacer;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Workers that are stepped by hand, on a plan of 1,200 documents in 2.4 s of which some are too long. */
final class WorkerBench {

    static final long STARTED_AT_MICROS = 1_767_600_000_000_000L;

    private static final Instant STARTED_AT = Instant.ofEpochSecond(STARTED_AT_MICROS / 1_000_000);
    private static final long START_NANOS = -77;
    private static final int STEPS_MAX = 10_000;

    final Scenario scenario;
    final Plan plan;
    final SealingAgencies agencies;
    final Progress progress;
    final List<Exception> failures = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final ProducerMeters meters = new ProducerMeters(new Meters(registry), Set.of());

    private final AtomicLong nanos = new AtomicLong(START_NANOS);
    private final InstantSource wallClock = () -> STARTED_AT.plusNanos(nanos.get() - START_NANOS);
    private final Clock clock = wallClock.withZone(ZoneOffset.UTC);
    private final Pacer pacer = Pacer.startingNow(clock, nanos::get);
    private final Map<String, PlannedDocument> planned = new HashMap<>();

    WorkerBench() {
        this(ScenarioFixtures.smokeWithBodiesUpTo(2_000).withDocuments(1_200));
    }

    WorkerBench(Scenario scenario) {
        this.scenario = scenario;
        plan = new Plan(scenario, 5);
        agencies = new SealingAgencies(plan, SealScheme.ED25519);
        progress = new Progress(plan.documents());
        documentsUntil(plan.documents()).forEach(document -> planned.put(document.id(), document));
    }

    static MockProducer<byte[], byte[]> kafka(boolean acknowledgesAtOnce) {
        return new MockProducer<>(acknowledgesAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    IssuingWorker worker(int worker, int workers, Shard shard, MockProducer<byte[], byte[]> kafka) {
        ProducerSettings settings = new ProducerSettings(TopicNames.of("t."), shard, workers);
        return new IssuingWorker(
                worker,
                workers,
                plan,
                shard,
                pacer,
                clock,
                progress,
                new DocumentWriter(plan, settings, agencies.sealers()),
                kafka,
                meters,
                failures::add);
    }

    static List<ProducerRecord<byte[], byte[]>> onTopic(MockProducer<byte[], byte[]> kafka, String topic) {
        return kafka.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    /** Lets this much time have passed since the start. */
    void elapsedMillis(long millis) {
        nanos.set(START_NANOS + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    static void runUntilIdle(IssuingWorker worker) {
        int steps = 0;
        while (worker.doWork() > 0) {
            assertThat(++steps).isLessThan(STEPS_MAX);
        }
    }

    static void runToTheEnd(IssuingWorker worker) {
        for (int steps = 0; !worker.isDone(); steps++) {
            assertThat(steps).isLessThan(STEPS_MAX);
            worker.doWork();
        }
    }

    long refusedOversize() {
        return (long) registry.get("truc.documents.refused")
                .tag("reason", "OVERSIZE")
                .counter()
                .count();
    }

    List<PlannedDocument> documentsUntil(long end) {
        return LongStream.range(0, end).mapToObj(plan::document).toList();
    }

    List<PlannedDocument> documentsOf(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream().map(this::documentOf).toList();
    }

    /** What the plan has of the document that a record is of. */
    PlannedDocument documentOf(ProducerRecord<byte[], byte[]> record) {
        try {
            String id =
                    switch (record.topic()) {
                        case "t.outbox" ->
                            Wire.HEADER
                                    .decode(Wire.ENVELOPE.decode(record.value()).getHeader())
                                    .getDocumentId();
                        case "t.register" ->
                            Wire.REGISTER_ENTRY.decode(record.value()).getDocumentId();
                        case "t.dead-letter" ->
                            Wire.DEAD_LETTER.decode(record.value()).getDocumentId();
                        default -> throw new AssertionError("a record on " + record.topic());
                    };
            return planned.get(id);
        } catch (UnreadableRecordException e) {
            throw new AssertionError("an unreadable record on " + record.topic(), e);
        }
    }
}
