package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.truc.consumer.CountingBench.NOON;
import static vn.truc.consumer.CountingBench.NOW;
import static vn.truc.consumer.CountingBench.bytes;
import static vn.truc.consumer.SealedExchange.COMMUNE;
import static vn.truc.consumer.SealedExchange.DEPARTMENT;
import static vn.truc.consumer.SealedExchange.DISTRICT;
import static vn.truc.consumer.SealedExchange.MINISTRY;
import static vn.truc.consumer.SealedExchange.document;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.share.Counts;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.Wire;

/** What an addressee refuses of its inbox, and what that counts. */
final class InboxRefusalTest {

    private final SealedExchange exchange = new SealedExchange().publishAll();
    private final CountingBench bench = new CountingBench(exchange);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPrimaryCopyWithAFlippedBitIsRefusedAndItsDocumentCountsAsRefused() throws Exception {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        byte[] flipped = envelope.clone();
        flipped[flipped.length - 1] ^= 1;

        bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, flipped, 0);
        bench.deliver(Topic.INBOX_DISTRICT, DISTRICT, envelope, 1);

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

        bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);
        bench.deliver(Topic.INBOX_DISTRICT, DISTRICT, flipped, 1);

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
            bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, flipped, 0);
        }
        assertThat(bench.written(Topic.RECEIPT)).isEmpty();
        assertThat(bench.written(Topic.DEAD_LETTER)).hasSize(flips);

        bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);

        assertThat(bench.counts().electronic()).isEqualTo(1);
    }

    @Test
    void whatIsNoEnvelopeIsRefusedWithItsBytesAndCountsNowhere() throws Exception {
        for (byte[] garbage : new byte[][] {
            null, {}, {1, 2, 3}, Wire.RECEIPT.encode(bench.receipt(DEPARTMENT, NOON, Medium.ELECTRONIC, true))
        }) {
            bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, garbage, 0);
        }

        List<DeadLetter> letters = bench.letters();
        assertThat(letters).hasSize(4).allSatisfy(letter -> assertThat(letter.getReason())
                .isEqualTo(RefusalReason.UNREADABLE));
        assertThat(letters.get(2).getOriginal().array()).endsWith(new byte[] {1, 2, 3});
        assertThat(bench.rows()).isEmpty();
    }

    @Test
    void whatAStrangerWritesOfAnyLengthLeavesALetterThatTheTopicTakes() {
        SizeLimits sizes = exchange.verifier().sizes();
        RecordHeaders large = CountingBench.headers(COMMUNE, 0);
        large.add("theirs", new byte[2 * sizes.envelopeBytesMax()]);

        bench.pipe(Topic.INBOX_COMMUNE, "H".repeat(sizes.envelopeBytesMax() / 2), new byte[] {1}, new RecordHeaders());
        bench.pipe(Topic.INBOX_COMMUNE, COMMUNE, new byte[2 * sizes.envelopeBytesMax()], large);

        RecordHeaders many = CountingBench.headers(COMMUNE, 0);
        for (int i = 0; i < 100_000; i++) {
            many.add("", null);
        }
        bench.pipe(Topic.INBOX_COMMUNE, COMMUNE, new byte[] {1}, many);

        assertThat(bench.written(Topic.DEAD_LETTER)).hasSize(3).allSatisfy(letter -> {
            long bytes = letter.value().length;
            for (Header header : letter.headers()) {
                bytes += 10 + (header.value() == null ? 0 : header.value().length);
            }
            assertThat(letter.headers().toArray().length).isLessThan(10);
            assertThat(bytes).isLessThan(sizes.deadLetterBytesMax());
            assertThat(letter.key()).isNull();
        });
    }

    @Test
    void aCopyUnderAWrongKeyOrHeaderOrInAWrongInboxIsMisfiledAndCountsNowhere() throws Exception {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, COMMUNE, DISTRICT));
        bench.pipe(Topic.INBOX_COMMUNE, DISTRICT, envelope, CountingBench.headers(COMMUNE, 0));
        bench.pipe(Topic.INBOX_COMMUNE, null, envelope, CountingBench.headers(COMMUNE, 0));
        bench.pipe(Topic.INBOX_COMMUNE, null, envelope, new RecordHeaders());
        bench.pipe(Topic.INBOX_CENTRAL, MINISTRY, envelope, new RecordHeaders());
        bench.pipe(Topic.INBOX_CENTRAL, MINISTRY, envelope, CountingBench.headers(MINISTRY, 0));
        bench.pipe(Topic.INBOX_CENTRAL, COMMUNE, envelope, CountingBench.headers(COMMUNE, 0));

        assertThat(bench.written(Topic.RECEIPT)).isEmpty();
        assertThat(bench.letters()).hasSize(6).allSatisfy(letter -> assertThat(letter.getReason())
                .isEqualTo(RefusalReason.UNREADABLE));
        assertThat(bench.rows()).isEmpty();
    }

    @Test
    void anAddresseeThatDoesNotExistIsRefusedByItsCopy() throws Exception {
        byte[] envelope = exchange.seal(document(1, NOON, Medium.ELECTRONIC, "H51.99", COMMUNE));

        bench.pipe(Topic.INBOX_COMMUNE, "H51.99", envelope, CountingBench.headers("H51.99", 1));

        assertThat(bench.letters()).singleElement().satisfies(letter -> assertThat(letter.getReason())
                .isEqualTo(RefusalReason.UNKNOWN_ADDRESSEE));
        assertThat(bench.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 1));
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
                bench.deliver(Topic.INBOX_COMMUNE, COMMUNE, envelope, 0);
            }
        }

        assertThat(readings).hasValue(3);
        assertThat(bench.written(Topic.DEAD_LETTER)).hasSize(150);
    }
}
