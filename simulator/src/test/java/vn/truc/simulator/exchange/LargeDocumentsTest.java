package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.producer.emission.Dispatches;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.scenario.Scenarios;

/** Documents as large as the exchange takes them, and a little larger, on a real broker. */
@Tag("guarantee")
class LargeDocumentsTest {

    private static final int LIMIT = 5 << 20;

    private static TestExchange cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startBroker() {
        cluster = new TestExchange();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void documentsUpToTheLimitArriveAndLongerOnesAreRefusedByTheirProducer() {
        // given bodies around 100 KiB, some exactly at the limit and some a byte above it
        Plan plan = plan("{min: 1KiB, median: 100KiB, max: 5242881B, sigma: 4}", "5MiB", 60);
        assertThat(bodies(plan)).contains((long) LIMIT + 1).anyMatch(bytes -> bytes > 50 << 10 && bytes < 200 << 10);
        Plan atLimit = plan("{min: 1KiB, median: 5242880B, max: 5242880B}", "5MiB", 6);
        assertThat(bodies(atLimit)).containsOnly((long) LIMIT);

        RunOutcome mixed = cluster.run(plan, "mixed.").run();
        RunOutcome full = cluster.run(atLimit, "full.").run();

        assertThat(mixed.audited().violations().values()).allMatch(List::isEmpty);
        assertThat(mixed.audited().refused()).containsOnlyKeys(RefusalReason.OVERSIZE);
        assertThat(cluster.letters("mixed.")).isNotEmpty().allSatisfy(letter -> {
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
        try (Exchange exchange = Exchange.start(plan, cluster.options("above."), TestExchange.meters(), cause -> {})) {
            long deliveries = plan.totals().all().deliveries();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> exchange.counted().delivered() == deliveries);
            byte[] envelope = envelope(plan, new byte[LIMIT + 1]);

            cluster.write(
                    "above.outbox",
                    electronic(plan).sender().code().getBytes(StandardCharsets.UTF_8),
                    List.of(envelope));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> cluster.letters("above.").size() > 0);
            assertThat(cluster.letters("above.")).singleElement().satisfies(letter -> {
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

        RunOutcome outcome = cluster.run(plan, "largest.").run();

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
}
