package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.truc.consumer.CountingBench.DAY;
import static vn.truc.consumer.CountingBench.NOON;
import static vn.truc.consumer.CountingBench.SENDER;
import static vn.truc.consumer.CountingBench.bytes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.share.Counts;
import vn.truc.consumer.share.LevelCounts;
import vn.truc.consumer.share.WindowCounts;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.Wire;

final class CountingTopologyTest {

    private static final Instant MIDNIGHT = Instant.parse("2021-06-30T00:00:00Z");

    private final CountingBench bench = new CountingBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void receiptsRegisterAndRefusalsOfOneSenderAreSummed() {
        bench.received(NOON, Medium.ELECTRONIC, true);
        bench.received(NOON, Medium.ELECTRONIC, false);
        bench.received(NOON, Medium.PARALLEL, true);
        bench.registered(bench.nextId(), NOON, false);
        bench.registered(bench.nextId(), NOON, true);
        bench.refused(bench.nextId(), NOON, RefusalReason.INVALID_SEAL);
        bench.refused(bench.nextId(), NOON, RefusalReason.DUPLICATE);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 1, 1, 1, 3, 0));
        assertThat(bench.counter(ConsumerMetric.DOCUMENTS_COUNTED, "provincial", "electronic"))
                .isEqualTo(1);
        assertThat(bench.counter(ConsumerMetric.DOCUMENTS_COUNTED, "provincial", "parallel"))
                .isEqualTo(1);
        assertThat(bench.counter(ConsumerMetric.DOCUMENTS_COUNTED, "provincial", "paper"))
                .isEqualTo(1);
    }

    @Test
    void theShareTopicGetsARowForTheWholeAndOneForTheWindow() throws Exception {
        bench.received(NOON, Medium.ELECTRONIC, true);

        List<TestRecord<byte[], byte[]>> rows = bench.rows();

        assertThat(rows)
                .extracting(row -> new String(row.key(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder(SENDER + "|cumulative", SENDER + "|2021-06-30T00:00:00Z");
        assertThat(rows).allSatisfy(row -> assertThat(row.getRecordTime()).isEqualTo(CountingBench.NOW));
        for (TestRecord<byte[], byte[]> row : rows) {
            ShareReport report = Wire.SHARE_REPORT.decode(row.value());
            boolean window = !new String(row.key(), StandardCharsets.UTF_8).endsWith("|cumulative");
            assertThat(report.getScope()).isEqualTo(SENDER);
            assertThat(report.getLevel()).isEqualTo(AdministrativeLevel.PROVINCIAL);
            assertThat(report.getWindowStart()).isEqualTo(window ? MIDNIGHT.toEpochMilli() : null);
            assertThat(report.getWindowEnd())
                    .isEqualTo(window ? MIDNIGHT.plus(DAY).toEpochMilli() : null);
        }
    }

    @Test
    void aLateDocumentWithinTheGraceEntersItsWindow() {
        bench.received(NOON, Medium.ELECTRONIC, true);
        bench.received(MIDNIGHT.plus(DAY.multipliedBy(3)).minusMillis(1), Medium.ELECTRONIC, true);

        bench.received(MIDNIGHT, Medium.ELECTRONIC, true);

        assertThat(bench.counts().electronic()).isEqualTo(3);
        assertThat(window(MIDNIGHT).total().electronic()).isEqualTo(2);
        assertThat(bench.counter(ConsumerMetric.OUTSIDE_WINDOWS, "late")).isZero();
    }

    @Test
    void aDocumentAfterTheGraceIsCountedButNotInAWindowThatHasClosed() {
        bench.received(NOON, Medium.ELECTRONIC, true);
        bench.received(MIDNIGHT.plus(DAY.multipliedBy(3)), Medium.ELECTRONIC, true);
        bench.rows();

        bench.received(NOON, Medium.ELECTRONIC, true);

        assertThat(bench.rows())
                .extracting(row -> new String(row.key(), StandardCharsets.UTF_8))
                .containsExactly(SENDER + "|cumulative");
        assertThat(bench.counts().electronic()).isEqualTo(3);
        assertThat(window(MIDNIGHT).total().electronic()).isEqualTo(1);
        assertThat(bench.counter(ConsumerMetric.OUTSIDE_WINDOWS, "late")).isEqualTo(1);
    }

    @Test
    void aForgedDateClosesNoWindow() {
        bench.received(NOON, Medium.ELECTRONIC, true);

        bench.refused(bench.nextId(), Instant.ofEpochMilli(Long.MAX_VALUE), RefusalReason.INVALID_SEAL);
        bench.refused(bench.nextId(), Instant.ofEpochMilli(Long.MIN_VALUE), RefusalReason.INVALID_SEAL);
        bench.received(NOON, Medium.ELECTRONIC, true);

        assertThat(bench.counts()).isEqualTo(new Counts(2, 0, 0, 2, 2, 0));
        assertThat(window(MIDNIGHT).total()).isEqualTo(new Counts(2, 0, 0, 0, 2, 0));
        assertThat(bench.counter(ConsumerMetric.OUTSIDE_WINDOWS, "undated")).isEqualTo(1);
        assertThat(bench.counter(ConsumerMetric.OUTSIDE_WINDOWS, "late")).isEqualTo(1);
    }

    @Test
    void everyCountedEventIsInAWindowOrKnownToBeOutside() {
        for (int seed = 0; seed < 5; seed++) {
            try (CountingBench some = new CountingBench()) {
                Random random = new Random(seed);
                for (int i = 0; i < 300; i++) {
                    Instant at = MIDNIGHT.plusSeconds(i * 3_600L + random.nextInt(10 * 86_400));
                    switch (random.nextInt(3)) {
                        case 0 -> some.received(at, Medium.PARALLEL, true);
                        case 1 -> some.registered(some.nextId(), at, false);
                        default -> some.refused(some.nextId(), at, RefusalReason.INVALID_SEAL);
                    }
                }
                some.rows();

                long inWindows = some.board.windows().stream()
                        .mapToLong(window -> window.counts().total().documents())
                        .sum();
                double outside = some.counter(ConsumerMetric.OUTSIDE_WINDOWS, "late")
                        + some.counter(ConsumerMetric.OUTSIDE_WINDOWS, "undated");
                assertThat(some.board.sums().total().documents()).isEqualTo(300);
                assertThat(inWindows + outside).as("seed %d", seed).isEqualTo(300);
                assertThat(outside).isPositive();
            }
        }
    }

    @Test
    void anEntryThatComesTwiceCountsOnce() {
        String onPaper = bench.nextId();
        String forged = bench.nextId();
        bench.registered(onPaper, NOON, false);
        bench.refused(forged, NOON, RefusalReason.INVALID_SEAL);

        bench.registered(onPaper, NOON, false);
        bench.refused(forged, NOON, RefusalReason.INVALID_SEAL);

        assertThat(bench.counts()).isEqualTo(new Counts(0, 0, 1, 1, 0, 0));
        assertThat(bench.counter(ConsumerMetric.ENTRIES_SKIPPED, "register", "repeated"))
                .isEqualTo(1);
        assertThat(bench.counter(ConsumerMetric.ENTRIES_SKIPPED, "dead_letter", "repeated"))
                .isEqualTo(1);
    }

    @Test
    void aRestartForgetsNeitherTheIdsNorWhichWindowsHadClosed() {
        String onPaper = bench.nextId();
        bench.registered(onPaper, NOON, false);
        bench.received(MIDNIGHT.plus(DAY.multipliedBy(3)), Medium.ELECTRONIC, true);

        try (CountingBench restarted = bench.restarted()) {
            restarted.registered(onPaper, NOON, false);
            restarted.received(NOON, Medium.ELECTRONIC, true);

            assertThat(restarted.rows())
                    .extracting(row -> new String(row.key(), StandardCharsets.UTF_8))
                    .containsExactly(SENDER + "|cumulative");
            assertThat(restarted.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        }
    }

    @Test
    void copiesRefusedByTheRouterCountAsDeliveriesOfADocumentThatStands() {
        String id = bench.nextId();
        bench.received(NOON, Medium.ELECTRONIC, true);
        for (int copy = 0; copy < 2; copy++) {
            DeadLetter letter = CountingBench.deadLetter(id, NOON, RefusalReason.UNKNOWN_ADDRESSEE, RefusalScope.COPY);
            bench.pipe(Topic.DEAD_LETTER, SENDER, Wire.DEAD_LETTER.encode(letter));
        }

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 2));
    }

    @Test
    void thePrimaryCopyRefusedAtItsAddresseeIsARefusedDocument() {
        DeadLetter letter =
                CountingBench.deadLetter(bench.nextId(), NOON, RefusalReason.BODY_MISMATCH, RefusalScope.COPY);
        RecordHeaders headers = new RecordHeaders();
        headers.add(vn.truc.schemas.wire.RecordHeaders.PRIMARY, new byte[] {1});
        bench.pipe(
                Topic.DEAD_LETTER,
                new TestRecord<>(bytes(SENDER), Wire.DEAD_LETTER.encode(letter), headers, CountingBench.NOW));

        assertThat(bench.counts()).isEqualTo(new Counts(0, 0, 0, 1, 0, 1));
    }

    @Test
    void whatCannotBeReadIsSkippedAndTheRestFlowsOn() {
        for (Topic topic : ShareTopology.COUNTED_TOPICS) {
            bench.pipe(topic, SENDER, null);
            bench.pipe(topic, SENDER, new byte[] {1, 2, 3});
            bench.pipe(topic, null, new byte[0]);
            bench.pipe(
                    topic,
                    SENDER,
                    Wire.AGENCY.encode(new vn.truc.schemas.avro.AgencyRecord(
                            SENDER, AdministrativeLevel.PROVINCIAL, null, "", List.of())));
        }
        bench.registered("no document id", NOON, false);
        bench.registered("H51.11,2021/06/30,1/UBND-VX", NOON, false);
        bench.received(NOON, Medium.ELECTRONIC, true);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        assertThat(bench.counter(ConsumerMetric.ENTRIES_SKIPPED, "receipt", "unreadable"))
                .isEqualTo(4);
        assertThat(bench.counter(ConsumerMetric.ENTRIES_SKIPPED, "register", "unreadable"))
                .isEqualTo(6);
        assertThat(bench.counter(ConsumerMetric.ENTRIES_SKIPPED, "dead_letter", "unreadable"))
                .isEqualTo(4);
    }

    @Test
    void flippedBitsNeverStopTheStream() {
        Random random = new Random(1);
        byte[] receipt = Wire.RECEIPT.encode(bench.receipt(SENDER, NOON, Medium.PARALLEL, true));
        byte[] letter = Wire.DEAD_LETTER.encode(
                CountingBench.deadLetter(bench.nextId(), NOON, RefusalReason.INVALID_SEAL, RefusalScope.DOCUMENT));
        for (int i = 0; i < 2_000; i++) {
            byte[] flipped = (random.nextBoolean() ? receipt : letter).clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            bench.pipe(random.nextBoolean() ? Topic.RECEIPT : Topic.DEAD_LETTER, SENDER, flipped);
        }
        Counts before = bench.counts();

        bench.received(NOON, Medium.ELECTRONIC, true);

        assertThat(bench.counts()).isEqualTo(before.plus(new Counts(1, 0, 0, 0, 1, 0)));
    }

    @Test
    void anEntryUnderAnotherKeyIsNotCounted() {
        byte[] receipt = Wire.RECEIPT.encode(bench.receipt(SENDER, NOON, Medium.ELECTRONIC, true));
        bench.pipe(Topic.RECEIPT, "H51.21.3", receipt);
        bench.pipe(Topic.RECEIPT, null, receipt);

        assertThat(bench.rows()).isEmpty();
        assertThat(bench.counter(ConsumerMetric.ENTRIES_SKIPPED, "receipt", "misfiled"))
                .isEqualTo(2);
    }

    @Test
    void anEntryOfAnAgencyThatDoesNotExistIsNotCounted() {
        bench.exchange.withdraw(SENDER);

        bench.received(NOON, Medium.ELECTRONIC, true);

        assertThat(bench.rows()).isEmpty();
        assertThat(bench.counter(ConsumerMetric.ENTRIES_SKIPPED, "receipt", "unknown_sender"))
                .isEqualTo(1);
    }

    @Test
    void theBoardSumsAgenciesByLevel() {
        bench.received(NOON, Medium.ELECTRONIC, true);
        bench.pipe(
                Topic.RECEIPT, "H51.21.3", Wire.RECEIPT.encode(bench.receipt("H51.21.3", NOON, Medium.PARALLEL, true)));
        bench.rows();

        LevelCounts sums = bench.board.sums();
        assertThat(sums.byLevel())
                .isEqualTo(Map.of(
                        AdministrativeLevel.PROVINCIAL, new Counts(1, 0, 0, 0, 1, 0),
                        AdministrativeLevel.COMMUNE, new Counts(0, 1, 0, 0, 1, 0)));
        assertThat(sums.total().paperlessShare()).isEqualTo(0.5);
        assertThat(window(MIDNIGHT)).isEqualTo(sums);
    }

    private LevelCounts window(Instant start) {
        bench.rows();
        return bench.board.windows().stream()
                .filter(window -> window.startMillis() == start.toEpochMilli())
                .map(WindowCounts::counts)
                .findFirst()
                .orElse(LevelCounts.NONE);
    }
}
