package vn.truc.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.truc.router.Exchange.DEPARTMENT;
import static vn.truc.router.Exchange.DISTRICT;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Business;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.avro.Sha256;
import vn.truc.schemas.verify.DeadLetters;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.Wire;

class RouterRefusalTest extends RouterFixture {

    private static final SizeLimits SIZES = new SizeLimits(Exchange.BODY_BYTES_MAX);

    @Test
    void aDocumentThatComesAgainIsADuplicateInThisTransactionAndInAnyLaterOne() throws Exception {
        serving();
        byte[] envelope = exchange.sealed(DISTRICT, 7, List.of("H51.21.1"));
        issue(DISTRICT, envelope);
        issue(DISTRICT, envelope);
        commit();
        issue(DISTRICT, envelope);
        commit();

        assertThat(committed("truc.inbox.")).hasSize(1);
        assertThat(deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(RefusalReason.DUPLICATE, RefusalReason.DUPLICATE);
    }

    @Test
    void whatIsRefusedKeepsItsReasonAndItsOriginalBytesAndStopsNothing() throws Exception {
        serving();
        byte[] good = exchange.sealed(DEPARTMENT, 1, List.of("H51"));
        byte[] flipped = good.clone();
        flipped[flipped.length - 1] ^= 1;
        Agency stranger = new Agency("H99", AdministrativeLevel.PROVINCIAL, null, "nobody");
        exchange.rowOf(stranger);
        List<byte[]> bad = List.of(
                "garbage".getBytes(UTF_8),
                Wire.SEEN_NUMBERS.encode(new SeenNumbers(ByteBuffer.allocate(8))),
                flipped,
                exchange.sealed(stranger, 1, List.of("H51")),
                exchange.sealed(DEPARTMENT, 2, List.of("H51.99")),
                exchange.sealed(DEPARTMENT, "3", List.of("H51"), new byte[Exchange.BODY_BYTES_MAX + 1]));
        bad.forEach(value -> issue(DEPARTMENT, value));
        issue(DEPARTMENT, good);
        commit();

        assertThat(deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(
                        RefusalReason.UNREADABLE,
                        RefusalReason.UNREADABLE,
                        RefusalReason.BODY_MISMATCH,
                        RefusalReason.UNKNOWN_SENDER,
                        RefusalReason.UNKNOWN_ADDRESSEE,
                        RefusalReason.OVERSIZE);
        assertThat(deadLetters())
                .extracting(letter -> letter.getOriginal().array())
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(bad);
        assertThat(committed("truc.inbox.")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("recordsOfAnyLength")
    void whatAStrangerWritesOfAnyLengthLeavesALetterThatTheTopicTakes(String key, byte[] value, RefusalReason reason)
            throws Exception {
        serving();
        cluster.append(
                partitionOf("H51.10"), key, value, new RecordHeader(RecordHeaders.TRACEPARENT, new byte[1 << 20]));
        router.doWork();
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 1, List.of("H51")));
        commit();

        assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(reason);
        assertThat(sizeOf(committed("truc.dead-letter").get(0))).isLessThan(SIZES.deadLetterBytesMax());
        boolean kept = DeadLetters.keeps(SIZES, key.getBytes(UTF_8), value);
        assertThat(deadLetters().get(0).getOriginal()).isEqualTo(ByteBuffer.wrap(kept ? value : new byte[0]));
        assertThat(committed("truc.inbox.")).hasSize(1);
    }

    static Stream<Arguments> recordsOfAnyLength() {
        byte[] garbage = {1, 2, 3};
        String endless = "H".repeat(SIZES.valueBytesMax() / 10 * 9);
        return Stream.of(
                Arguments.of(endless, garbage, RefusalReason.UNREADABLE),
                Arguments.of("H51.10", new byte[SIZES.envelopeBytesMax() * 3], RefusalReason.UNREADABLE),
                Arguments.of("H51.10", unsealed(endless + ",2021/06/30,1/BC", "H51.10", ""), RefusalReason.UNREADABLE),
                Arguments.of("H51.10", unsealed("H51.10,2021/06/30,1/BC", endless, ""), RefusalReason.UNREADABLE),
                Arguments.of(
                        "H51.10",
                        unsealed("H51.10,2021/06/30,1/BC-UBND", "H51.10", "s".repeat(SIZES.valueBytesMax())),
                        RefusalReason.OVERSIZE));
    }

    @Test
    void manyUnknownAddresseesOfAnyLengthLeaveLettersThatTheTopicTakes() throws Exception {
        serving();
        List<String> strangers =
                IntStream.range(0, 3_000).mapToObj(i -> "x".repeat(900) + i).toList();
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 1, List.of("H51", strangers.get(0))));
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 2, strangers));
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 3, List.of("H51", "x".repeat(1 << 20))));
        commit();

        assertThat(deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(
                        RefusalReason.UNKNOWN_ADDRESSEE, RefusalReason.UNKNOWN_ADDRESSEE, RefusalReason.UNREADABLE);
        assertThat(deadLetters().get(0).getAddressee()).isEqualTo(strangers.get(0));
        assertThat(committed("truc.dead-letter"))
                .allSatisfy(letter -> assertThat(sizeOf(letter)).isLessThan(SIZES.deadLetterBytesMax()));
        assertThat(deadLetters())
                .extracting(DeadLetter::getScope)
                .containsExactly(RefusalScope.COPY, RefusalScope.DOCUMENT, RefusalScope.DOCUMENT);
    }

    @Test
    void headersOfTheTransportWithoutAValueOrTooLongHinderNothing() throws Exception {
        serving();
        cluster.append(
                partitionOf("H51.10"),
                "H51.10",
                exchange.sealed(DEPARTMENT, 1, List.of("H51")),
                new RecordHeader(RecordHeaders.INTENDED_AT, (byte[]) null),
                new RecordHeader(RecordHeaders.SENT_AT, new byte[1 << 20]));
        router.doWork();
        commit();

        assertThat(committed("truc.inbox.")).singleElement().satisfies(copy -> assertThat(sizeOf(copy))
                .isLessThan(10_000));
        assertThat(router.latency().all()).isZero();
    }

    private static byte[] unsealed(String documentId, String sender, String subject) {
        DispatchHeader header = DispatchHeader.newBuilder()
                .setDocumentId(documentId)
                .setSender(sender)
                .setAddressees(List.of("H51"))
                .setDocumentType(DocumentType.REPORT)
                .setSubject(subject)
                .setPriority(Priority.NORMAL)
                .setMedium(Medium.ELECTRONIC)
                .setBusiness(Business.NEW)
                .setRespondsTo(null)
                .setIssuedAt(0)
                .setContentType("text/plain")
                .setBodyLength(0)
                .setBodyDigest(new Sha256(new byte[32]))
                .build();
        return Wire.ENVELOPE.encode(
                new Envelope(ByteBuffer.wrap(Wire.HEADER.encode(header)), List.of(), ByteBuffer.allocate(0)));
    }

    private static long sizeOf(ProducerRecord<byte[], byte[]> record) {
        long bytes = record.value().length + (long) (record.key() == null ? 0 : record.key().length);
        for (Header header : record.headers()) {
            bytes += header.value().length;
        }
        return bytes;
    }

    @Test
    void aDocumentUnderAnotherSendersKeyOrInAnotherPartitionIsRefused() throws Exception {
        serving();
        byte[] envelope = exchange.sealed(DEPARTMENT, 1, List.of("H51"));
        cluster.append(partitionOf("H51.21"), "H51.21", envelope);
        cluster.append(1 - partitionOf("H51.10"), "H51.10", envelope);
        router.doWork();
        commit();

        assertThat(deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(RefusalReason.UNREADABLE, RefusalReason.UNREADABLE);
        assertThat(committed("truc.inbox.")).isEmpty();
    }

    @Test
    void knownAddresseesGetTheirCopyAndEachUnknownOneIsRefusedAlone() throws Exception {
        serving();
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 1, List.of("H51.98", "H51.21", "H51.99", "H51")));
        commit();

        List<ProducerRecord<byte[], byte[]>> copies = committed("truc.inbox.");
        assertThat(copies).extracting(copy -> new String(copy.key(), UTF_8)).containsExactly("H51.21", "H51");
        assertThat(copies)
                .extracting(
                        copy -> copy.headers().lastHeader(RecordHeaders.PRIMARY).value()[0])
                .containsExactly((byte) 1, (byte) 0);
        assertThat(deadLetters()).extracting(DeadLetter::getAddressee).containsExactly("H51.98", "H51.99");
        assertThat(deadLetters()).extracting(DeadLetter::getScope).containsOnly(RefusalScope.COPY);
    }

    @Test
    void anAddresseeNamedTwiceIsNotDeliveredToTwice() throws Exception {
        serving();
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 1, List.of("H51", "H51")));
        commit();

        assertThat(committed("truc.inbox.")).isEmpty();
        assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(RefusalReason.UNREADABLE);
    }
}
