package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vn.truc.consumer.CountingBench.NOON;
import static vn.truc.consumer.CountingBench.NOW;
import static vn.truc.consumer.CountingBench.NOW_MICROS;
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
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.share.Counts;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.Wire;

final class InboxTopologyTest {

    private final SealedExchange exchange = new SealedExchange().publishAll();
    private final CountingBench bench = new CountingBench(exchange);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aGenuineCopyGivesAReceiptToItsSender() throws Exception {
        bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, exchange.seal(document(1, NOON, Medium.PARALLEL, COMMUNE)), 0);

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

        bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);
        bench.deliver(Topic.INBOX_DISTRICT, DISTRICT, envelope, 1);
        bench.deliver(Topic.INBOX_CENTRAL, MINISTRY, envelope, 2);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 3, 0));
        assertThat(bench.counter(ConsumerMetric.DELIVERIES, "district")).isEqualTo(1);
        assertThat(bench.counter(ConsumerMetric.SEAL_VERIFICATIONS, "consumer", "genuine"))
                .isEqualTo(3);
    }

    @Test
    void latencyCountsFromTheIntendedTime() {
        bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE)), 0);

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
        RecordHeaders headers = CountingBench.headers(COMMUNE, 0);
        headers.add(
                vn.truc.schemas.wire.RecordHeaders.SENT_AT, vn.truc.schemas.wire.RecordHeaders.ofLong(NOW_MICROS - 45));
        RecordHeaders skewed = CountingBench.headers(DISTRICT, 1);
        skewed.add(
                vn.truc.schemas.wire.RecordHeaders.SENT_AT, vn.truc.schemas.wire.RecordHeaders.ofLong(NOW_MICROS + 1));
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));

        bench.pipe(Topic.INBOX_COMMUNE, COMMUNE, envelope, headers);
        bench.pipe(Topic.INBOX_DISTRICT, DISTRICT, envelope, skewed);

        LatencySummary fromSendTime = bench.latencies.snapshot().fromSendTime();
        assertThat(fromSendTime.max()).isEqualTo(45);
        assertThat(fromSendTime.count()).isEqualTo(1);
        assertThat(fromSendTime.negatives()).isEqualTo(1);
        assertThat(bench.latencies.summary().count()).isEqualTo(2);
        assertThat(bench.latencies.summary().negatives()).isZero();
    }

    @Test
    void aDocumentFromAHostWhoseClockIsAheadIsInNoHistogramAndCountedApart() {
        RecordHeaders ahead = new RecordHeaders();
        ahead.add(
                vn.truc.schemas.wire.RecordHeaders.INTENDED_AT,
                vn.truc.schemas.wire.RecordHeaders.ofLong(NOW_MICROS + 2_000_000));

        bench.pipe(Topic.INBOX_COMMUNE, COMMUNE, exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE)), ahead);

        assertThat(bench.counter(ConsumerMetric.NEGATIVE_LATENCIES, "consumer")).isEqualTo(1);
        assertThat(bench.latencies.summary().negatives()).isEqualTo(1);
        assertThat(new Meters(bench.registry)
                        .histogram(ConsumerMetric.DELIVERY_LATENCY, "commune", "urgent")
                        .count())
                .isZero();
    }

    @Test
    void anIntendedTimeOfAnyLengthDoesNotEnterTheReceipt() {
        RecordHeaders endless = new RecordHeaders();
        endless.add(vn.truc.schemas.wire.RecordHeaders.INTENDED_AT, new byte[1 << 20]);

        bench.pipe(Topic.INBOX_COMMUNE, COMMUNE, exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE)), endless);

        assertThat(bench.written(Topic.RECEIPT)).singleElement().satisfies(receipt -> assertThat(receipt.headers())
                .isEmpty());
    }

    @Test
    void aCopyWithoutIntendedTimeIsDeliveredWithoutLatency() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE));
        RecordHeaders headers = CountingBench.headers(COMMUNE, 0);
        headers.remove(vn.truc.schemas.wire.RecordHeaders.INTENDED_AT);

        bench.pipe(Topic.INBOX_COMMUNE, COMMUNE, envelope, headers);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        assertThat(bench.latencies.summary().count()).isZero();
    }

    @Test
    void copiesOfARouterThatStampsNothingCountByTheFirstAddressee() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        byte[] flipped = exchange.seal(document(2, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        flipped[flipped.length - 1] ^= 1;

        bench.pipe(Topic.INBOX_DISTRICT, DISTRICT, envelope, new RecordHeaders());
        bench.pipe(Topic.INBOX_COMMUNE, COMMUNE, envelope, new RecordHeaders());
        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 2, 0));
        assertThat(bench.latencies.summary().count()).isZero();

        bench.pipe(Topic.INBOX_DISTRICT, DISTRICT, flipped, new RecordHeaders());
        bench.pipe(Topic.INBOX_COMMUNE, COMMUNE, flipped, new RecordHeaders());
        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 1, 2, 2));
    }

    @Test
    void aWrongPlaceInTheListDoesNotHideAnAddressee() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));

        bench.deliver(Topic.INBOX_DISTRICT, DISTRICT, envelope, 0);

        assertThat(bench.written(Topic.RECEIPT)).hasSize(1);
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
                            CountingBench.headers(COMMUNE, 0),
                            NOW));

            assertThat(some.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        }
    }

    @Test
    void anAddresseesRowMayComeLateToo() {
        exchange.withdraw(COMMUNE);
        bench.catchUp = () -> exchange.publish(COMMUNE);

        bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE)), 0);

        assertThat(bench.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void documentsOfOneTreeAreEachVerified() {
        List<DispatchHeader.Builder> documents = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            documents.add(document(number, NOON, Medium.ELECTRONIC, COMMUNE));
        }
        for (byte[] envelope : exchange.seal(documents, new byte[100])) {
            bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);
        }

        assertThat(bench.counts()).isEqualTo(new Counts(20, 0, 0, 0, 20, 0));
    }

    @Test
    void aRecordWithoutTimestampIsNotLost() {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE));

        bench.pipe(
                Topic.INBOX_COMMUNE,
                new TestRecord<>(bytes(COMMUNE), envelope, CountingBench.headers(COMMUNE, 0), Instant.EPOCH));

        assertThat(bench.counts().electronic()).isEqualTo(1);
    }

    @Test
    void noTopicIsNeededBesideThoseOfTheExchangeAndTheChangelogs() {
        String described = bench.topology().describe().toString();

        assertThat(described).doesNotContain("repartition");
        assertThat(described).contains("Sub-topology: 1").doesNotContain("Sub-topology: 2");
    }
}
