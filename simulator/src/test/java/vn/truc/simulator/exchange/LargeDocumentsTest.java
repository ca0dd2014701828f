package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.producer.emission.Dispatches;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.broker.EmbeddedBroker;
import vn.truc.simulator.scenario.Scenarios;

/** Documents as large as the exchange takes them, and a little larger, on a real broker. */
class LargeDocumentsTest {

    private static final int LIMIT = 5 << 20;

    private static EmbeddedBroker broker;
    private static KafkaSettings kafka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(0, null, fault -> {});
        kafka = KafkaSettings.of(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void documentsUpToTheLimitArriveAndLongerOnesAreRefusedByTheirProducer() {
        // given bodies around 100 KiB, some exactly at the limit and some a byte above it
        Plan plan = plan("{min: 1KiB, median: 100KiB, max: 5242881B, sigma: 4}", "5MiB", 60);
        assertThat(bodies(plan)).contains((long) LIMIT + 1).anyMatch(bytes -> bytes > 50 << 10 && bytes < 200 << 10);
        Plan atLimit = plan("{min: 1KiB, median: 5242880B, max: 5242880B}", "5MiB", 6);
        assertThat(bodies(atLimit)).containsOnly((long) LIMIT);

        RunOutcome mixed = run(plan, "mixed.").run();
        RunOutcome full = run(atLimit, "full.").run();

        assertThat(mixed.audited().violations().values()).allMatch(List::isEmpty);
        assertThat(mixed.audited().refused()).containsOnlyKeys(RefusalReason.OVERSIZE);
        assertThat(letters("mixed.")).isNotEmpty().allSatisfy(letter -> {
            assertThat(letter.getRefusedBy()).isEqualTo(Role.PRODUCER);
            assertThat(letter.getDetail()).contains((LIMIT + 1) + " bytes").contains("limit of " + LIMIT + " bytes");
        });
        assertThat(full.audited().violations().values()).allMatch(List::isEmpty);
        assertThat(full.audited().refused()).isEmpty();
        assertThat(full.audited().delivered()).isPositive();
    }

    @Test
    void theAxisRefusesWhatAStrangerWritesAboveTheLimitAndKeepsIt() {
        Plan plan = plan("{min: 1KiB, median: 1KiB, max: 1KiB}", "5MiB", 10);
        try (Exchange exchange = Exchange.start(plan, options("above."), meters(), cause -> {})) {
            long deliveries = plan.totals().all().deliveries();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> exchange.counted().delivered() == deliveries);
            byte[] envelope = envelope(plan, new byte[LIMIT + 1]);

            write("above.outbox", electronic(plan).sender().code(), envelope);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> letters("above.").size() > 0);
            assertThat(letters("above.")).singleElement().satisfies(letter -> {
                assertThat(letter.getReason()).isEqualTo(RefusalReason.OVERSIZE);
                assertThat(letter.getRefusedBy()).isEqualTo(Role.ROUTER);
                assertThat(letter.getDetail())
                        .contains((LIMIT + 1) + " bytes")
                        .contains("limit of " + LIMIT + " bytes");
                assertThat(letter.getOriginal()).isEqualTo(ByteBuffer.wrap(envelope));
            });
        }
    }

    @Test
    void theLargestBodyThatCanBeAllowedTravels() {
        Plan plan = plan("{min: 1KiB, median: 64MiB, max: 64MiB}", "64MiB", 1, 3);
        assertThat(bodies(plan)).containsOnly((long) SizeLimits.BODY_BYTES_MAX);

        RunOutcome outcome = run(plan, "largest.").run();

        assertThat(outcome.audited().violations().values()).allMatch(List::isEmpty);
        assertThat(outcome.audited().delivered()).isPositive();
    }

    /** The lengths of the documents that travel. */
    private static List<Long> bodies(Plan plan) {
        return LongStream.range(0, plan.documents())
                .mapToObj(plan::document)
                .filter(PlannedDocument::isElectronic)
                .map(document -> (long) document.bodyLength())
                .toList();
    }

    private static PlannedDocument electronic(Plan plan) {
        return LongStream.range(0, plan.documents())
                .mapToObj(plan::document)
                .filter(PlannedDocument::isElectronic)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] envelope(Plan plan, byte[] body) {
        byte[] digest = CryptoProvider.best().sha256().digest(body);
        ByteBuffer header = ByteBuffer.wrap(Wire.HEADER.encode(Dispatches.header(electronic(plan), digest)));
        return Wire.ENVELOPE.encode(new Envelope(header, List.of(), ByteBuffer.wrap(body)));
    }

    private static void write(String topic, String key, byte[] value) {
        Map<String, Object> large = Map.of("max.request.size", SizeLimits.BODY_BYTES_MAX);
        try (KafkaProducer<byte[], byte[]> stranger = new KafkaProducer<>(
                kafka.producer("stranger", large, Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = stranger.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        }
    }

    private static List<DeadLetter> letters(String prefix) {
        String topic = prefix + "dead-letter";
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(kafka.consumer("test", Map.of(), Map.of()), bytes, bytes)) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            List<DeadLetter> letters = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
                    letters.add(Wire.DEAD_LETTER.decode(record.value()));
                }
            }
            return letters;
        } catch (UnreadableRecordException e) {
            throw new AssertionError(e);
        }
    }

    private Plan plan(String body, String limit, long documents) {
        return plan(body, limit, documents, 1);
    }

    private Plan plan(String body, String limit, long documents, long seed) {
        String text = Scenarios.text("smoke")
                .replace("body: {min: 256B, median: 1KiB, max: 32KiB, sigma: 0.8}", "body: " + body)
                .replace("limits: {body: 5MiB}", "limits: {body: " + limit + "}");
        try {
            Path file = Files.writeString(directory.resolve("scenario-" + documents + ".yaml"), text);
            return new Plan(Scenarios.read(file.toString()).withDocuments(documents), seed);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ExchangeRun run(Plan plan, String prefix) {
        return new ExchangeRun(plan, options(prefix), meters(), progress -> {});
    }

    private static ExchangeOptions options(String prefix) {
        return ExchangeOptions.forCores(kafka, TopicNames.of(prefix), null, 2);
    }

    private static Meters meters() {
        return new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }
}
