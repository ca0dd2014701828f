package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vn.truc.consumer.CountingBench.NOON;
import static vn.truc.consumer.CountingBench.NOW;
import static vn.truc.consumer.CountingBench.bytes;
import static vn.truc.consumer.SealedExchange.COMMUNE;
import static vn.truc.consumer.SealedExchange.DEPARTMENT;
import static vn.truc.consumer.SealedExchange.DISTRICT;
import static vn.truc.consumer.SealedExchange.MINISTRY;
import static vn.truc.consumer.SealedExchange.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.share.Counts;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.Wire;

final class InboxTopologyTest {

    private static final long NOW_MICROS = TimeUnit.MILLISECONDS.toMicros(NOW.toEpochMilli());
    private static final long INTENDED_MICROS = NOW_MICROS - 12_345;

    private final SealedExchange exchange = new SealedExchange().publishAll();
    private final CountingBench bench = new CountingBench(exchange);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aGenuineCopyGivesAReceiptToItsSender() throws Exception {
        deliver(Topic.INBOX_COMMUNE, COMMUNE, exchange.seal(document(1, NOON, Medium.PARALLEL, COMMUNE)), 0);

        List<TestRecord<byte[], byte[]>> receipts = bench.written(Topic.RECEIPT);
        assertThat(receipts).hasSize(1);
        assertThat(receipts.get(0).key()).isEqualTo(bytes(DEPARTMENT));
        assertThat(receipts.get(0).getRecordTime()).isEqualTo(NOW);
        assertThat(Wire.RECEIPT.decode(receipts.get(0).value()))
                .isEqualTo(new Receipt(
                        DEPARTMENT + ",2021/06/30,1/UBND-VX",
                        DEPARTMENT,
                        COMMUNE,
                        Medium.PARALLEL,
                        Priority.URGENT,
                        true,
                        NOON.toEpochMilli(),
                        NOW_MICROS));
        assertThat(bench.written(Topic.DEAD_LETTER)).isEmpty();
        assertThat(bench.counts()).isEqualTo(new Counts(0, 1, 0, 0, 1, 0));
    }

    @Test
    void everyCopyOfADocumentIsADeliveryAndThePrimaryOneADocument() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT, MINISTRY));

        deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);
        deliver(Topic.INBOX_DISTRICT, DISTRICT, envelope, 1);
        deliver(Topic.INBOX_CENTRAL, MINISTRY, envelope, 2);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 3, 0));
        assertThat(bench.counter(ConsumerMetric.DELIVERIES, "district")).isEqualTo(1);
        assertThat(bench.counter(ConsumerMetric.SEAL_VERIFICATIONS, "consumer", "genuine"))
                .isEqualTo(3);
    }

    @Test
    void latencyCountsFromTheIntendedTime() {
        deliver(Topic.INBOX_COMMUNE, COMMUNE, exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE)), 0);

        LatencySummary all = bench.latencies.summary();
        assertThat(all.count()).isEqualTo(1);
        assertThat(all.max()).isCloseTo(12_345L, within(20L));
        DeliveryLatencies.Snapshot snapshot = bench.latencies.snapshot();
        Map<Priority, LatencySummary> communes = snapshot.byLevelAndPriority().get(AdministrativeLevel.COMMUNE);
        assertThat(communes).containsEntry(Priority.URGENT, all);
        assertThat(communes.get(Priority.NORMAL)).isEqualTo(LatencySummary.of(new Histogram(3), 0, 0));
        assertThat(snapshot.histogram().getTotalCount()).isEqualTo(1);
        assertThat(snapshot.fromSendTime().count()).isZero();
        assertThat(new Meters(bench.registry)
                        .histogram(ConsumerMetric.DELIVERY_LATENCY, "commune", "urgent")
                        .totalTime(TimeUnit.MICROSECONDS))
                .isEqualTo(12_345);
    }

    @Test
    void theTimeFromSendingIsMeasuredBesideAndAClockThatIsBehindShowsAsNegative() {
        RecordHeaders headers = headers(COMMUNE, 0);
        headers.add(
                vn.truc.schemas.wire.RecordHeaders.SENT_AT, vn.truc.schemas.wire.RecordHeaders.ofLong(NOW_MICROS - 45));
        RecordHeaders skewed = headers(DISTRICT, 1);
        skewed.add(
                vn.truc.schemas.wire.RecordHeaders.SENT_AT, vn.truc.schemas.wire.RecordHeaders.ofLong(NOW_MICROS + 1));
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));

        pipe(Topic.INBOX_COMMUNE, COMMUNE, envelope, headers);
        pipe(Topic.INBOX_DISTRICT, DISTRICT, envelope, skewed);

        LatencySummary fromSendTime = bench.latencies.snapshot().fromSendTime();
        assertThat(fromSendTime.max()).isEqualTo(45);
        assertThat(fromSendTime.count()).isEqualTo(1);
        assertThat(fromSendTime.negatives()).isEqualTo(1);
        assertThat(bench.latencies.summary().count()).isEqualTo(2);
        assertThat(bench.latencies.summary().negatives()).isZero();
    }

    @Test
    void aCopyWithoutIntendedTimeIsDeliveredWithoutLatency() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE));
        RecordHeaders headers = headers(COMMUNE, 0);
        headers.remove(vn.truc.schemas.wire.RecordHeaders.INTENDED_AT);

        pipe(Topic.INBOX_COMMUNE, COMMUNE, envelope, headers);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        assertThat(bench.latencies.summary().count()).isZero();
    }

    @Test
    void copiesOfARouterThatStampsNothingCountByTheFirstAddressee() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        byte[] flipped = exchange.seal(document(2, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        flipped[flipped.length - 1] ^= 1;

        pipe(Topic.INBOX_DISTRICT, DISTRICT, envelope, new RecordHeaders());
        pipe(Topic.INBOX_COMMUNE, COMMUNE, envelope, new RecordHeaders());
        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 2, 0));
        assertThat(bench.latencies.summary().count()).isZero();

        pipe(Topic.INBOX_DISTRICT, DISTRICT, flipped, new RecordHeaders());
        pipe(Topic.INBOX_COMMUNE, COMMUNE, flipped, new RecordHeaders());
        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 1, 2, 2));
    }

    @Test
    void aPrimaryCopyWithAFlippedBitIsRefusedAndItsDocumentCountsAsRefused() throws Exception {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        byte[] flipped = envelope.clone();
        flipped[flipped.length - 1] ^= 1;

        deliver(Topic.INBOX_COMMUNE, COMMUNE, flipped, 0);
        deliver(Topic.INBOX_DISTRICT, DISTRICT, envelope, 1);

        TestRecord<byte[], byte[]> refused = bench.written(Topic.DEAD_LETTER).get(0);
        DeadLetter letter = Wire.DEAD_LETTER.decode(refused.value());
        assertThat(refused.key()).isEqualTo(bytes(DEPARTMENT));
        assertThat(refused.getRecordTime()).isEqualTo(NOW);
        assertThat(letter.getReason()).isEqualTo(RefusalReason.BODY_MISMATCH);
        assertThat(letter.getRefusedBy()).isEqualTo(Role.CONSUMER);
        assertThat(letter.getScope()).isEqualTo(RefusalScope.COPY);
        assertThat(letter.getAddressee()).isEqualTo(COMMUNE);
        assertThat(letter.getTopic()).isEqualTo("truc.inbox.commune");
        assertThat(letter.getOriginal().array()).endsWith(flipped);
        assertThat(bench.counts()).isEqualTo(new Counts(0, 0, 0, 1, 1, 1));
        assertThat(bench.counter(ConsumerMetric.DOCUMENTS_REFUSED, "BODY_MISMATCH", "consumer"))
                .isEqualTo(1);
    }

    @Test
    void anotherCopyWithAFlippedBitCostsTheDeliveryOnly() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        byte[] flipped = envelope.clone();
        flipped[flipped.length - 1] ^= 1;

        deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);
        deliver(Topic.INBOX_DISTRICT, DISTRICT, flipped, 1);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 1));
    }

    @Test
    void anyFlippedBitIsRefusedAndTheRestFlowsOn() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE));
        Random random = new Random(1);
        int flips = 1_000;
        for (int i = 0; i < flips; i++) {
            byte[] flipped = envelope.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            deliver(Topic.INBOX_COMMUNE, COMMUNE, flipped, 0);
        }
        assertThat(bench.written(Topic.RECEIPT)).isEmpty();
        assertThat(bench.written(Topic.DEAD_LETTER)).hasSize(flips);

        deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);

        assertThat(bench.counts().electronic()).isEqualTo(1);
    }

    @Test
    void whatIsNoEnvelopeIsRefusedWithItsBytesAndCountsNowhere() throws Exception {
        for (byte[] garbage : new byte[][] {
            null, {}, {1, 2, 3}, Wire.RECEIPT.encode(bench.receipt(DEPARTMENT, NOON, Medium.ELECTRONIC, true))
        }) {
            deliver(Topic.INBOX_COMMUNE, COMMUNE, garbage, 0);
        }

        List<DeadLetter> letters = letters();
        assertThat(letters).hasSize(4).allSatisfy(letter -> assertThat(letter.getReason())
                .isEqualTo(RefusalReason.UNREADABLE));
        assertThat(letters.get(2).getOriginal().array()).endsWith(new byte[] {1, 2, 3});
        assertThat(bench.rows()).isEmpty();
    }

    @Test
    void aCopyUnderAWrongKeyOrHeaderOrInAWrongInboxIsMisfiledAndCountsNowhere() throws Exception {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        pipe(Topic.INBOX_COMMUNE, DISTRICT, envelope, headers(COMMUNE, 0));
        pipe(Topic.INBOX_COMMUNE, null, envelope, headers(COMMUNE, 0));
        pipe(Topic.INBOX_COMMUNE, null, envelope, new RecordHeaders());
        pipe(Topic.INBOX_CENTRAL, MINISTRY, envelope, new RecordHeaders());
        pipe(Topic.INBOX_CENTRAL, MINISTRY, envelope, headers(MINISTRY, 0));
        pipe(Topic.INBOX_CENTRAL, COMMUNE, envelope, headers(COMMUNE, 0));

        assertThat(bench.written(Topic.RECEIPT)).isEmpty();
        assertThat(letters()).hasSize(6).allSatisfy(letter -> assertThat(letter.getReason())
                .isEqualTo(RefusalReason.UNREADABLE));
        assertThat(bench.rows()).isEmpty();
    }

    @Test
    void aWrongPlaceInTheListDoesNotHideAnAddressee() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));

        deliver(Topic.INBOX_DISTRICT, DISTRICT, envelope, 0);

        assertThat(bench.written(Topic.RECEIPT)).hasSize(1);
    }

    @Test
    void anAddresseeThatDoesNotExistIsRefusedByItsCopy() throws Exception {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, "H51.99", COMMUNE));

        pipe(Topic.INBOX_COMMUNE, "H51.99", envelope, headers("H51.99", 1));

        assertThat(letters()).singleElement().satisfies(letter -> assertThat(letter.getReason())
                .isEqualTo(RefusalReason.UNKNOWN_ADDRESSEE));
        assertThat(bench.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 1));
    }

    @Test
    void aDocumentDoesNotOutrunItsSendersRow() {
        SealedExchange late = new SealedExchange();
        late.publish(COMMUNE);
        try (CountingBench some = new CountingBench(late)) {
            some.catchUp = () -> late.publish(DEPARTMENT);

            some.pipe(
                    Topic.INBOX_COMMUNE,
                    new TestRecord<>(
                            bytes(COMMUNE),
                            late.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE)),
                            headers(COMMUNE, 0),
                            NOW));

            assertThat(some.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        }
    }

    @Test
    void anAddresseesRowMayComeLateToo() {
        exchange.withdraw(COMMUNE);
        bench.catchUp = () -> exchange.publish(COMMUNE);

        deliver(Topic.INBOX_COMMUNE, COMMUNE, exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE)), 0);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void aFloodOfUnknownSendersReadsTheDirectoryOncePerBatch() {
        AtomicInteger readings = new AtomicInteger();
        exchange.withdraw(DEPARTMENT);
        bench.catchUp = readings::incrementAndGet;
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE));

        for (int batch = 0; batch < 3; batch++) {
            bench.polledBatches.incrementAndGet();
            for (int i = 0; i < 50; i++) {
                deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);
            }
        }

        assertThat(readings).hasValue(3);
        assertThat(bench.written(Topic.DEAD_LETTER)).hasSize(150);
    }

    @Test
    void documentsOfOneTreeAreEachVerified() {
        List<DispatchHeader.Builder> documents = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            documents.add(document(number, NOON, Medium.ELECTRONIC, COMMUNE));
        }
        for (byte[] envelope : exchange.seal(documents, new byte[100])) {
            deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);
        }

        assertThat(bench.counts()).isEqualTo(new Counts(20, 0, 0, 0, 20, 0));
    }

    @Test
    void aRecordWithoutTimestampIsNotLost() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE));

        bench.pipe(Topic.INBOX_COMMUNE, new TestRecord<>(bytes(COMMUNE), envelope, headers(COMMUNE, 0), Instant.EPOCH));

        assertThat(bench.counts().electronic()).isEqualTo(1);
    }

    @Test
    void noTopicIsNeededBesideThoseOfTheExchangeAndTheChangelogs() {
        String described = bench.topology().describe().toString();

        assertThat(described).doesNotContain("repartition");
        assertThat(described).contains("Sub-topology: 1").doesNotContain("Sub-topology: 2");
    }

    private List<DeadLetter> letters() throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : bench.written(Topic.DEAD_LETTER)) {
            letters.add(Wire.DEAD_LETTER.decode(record.value()));
        }
        return letters;
    }

    private void deliver(Topic inbox, String addressee, byte @Nullable [] envelope, int copy) {
        pipe(inbox, addressee, envelope, headers(addressee, copy));
    }

    private void pipe(Topic inbox, @Nullable String key, byte @Nullable [] envelope, RecordHeaders headers) {
        bench.pipe(inbox, new TestRecord<>(bytes(key), envelope, headers, NOW));
    }

    private static RecordHeaders headers(String addressee, int copy) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                vn.truc.schemas.wire.RecordHeaders.INTENDED_AT,
                vn.truc.schemas.wire.RecordHeaders.ofLong(INTENDED_MICROS));
        headers.add(vn.truc.schemas.wire.RecordHeaders.ADDRESSEE, bytes(addressee));
        headers.add(vn.truc.schemas.wire.RecordHeaders.COPY, vn.truc.schemas.wire.RecordHeaders.ofInt(copy));
        headers.add(vn.truc.schemas.wire.RecordHeaders.PRIMARY, new byte[] {(byte) (copy == 0 ? 1 : 0)});
        return headers;
    }
}
