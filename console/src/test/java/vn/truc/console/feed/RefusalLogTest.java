package vn.truc.console.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.Business;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.avro.Sha256;
import vn.truc.schemas.wire.Wire;

class RefusalLogTest {

    private static final long OPENED = 1_000_000;

    private final RefusalLog log = new RefusalLog(OPENED);

    @Test
    void lettersFromBeforeAreCountedButAreNoNews() {
        log.onRecords(Records.polled(List.of(
                letter(OPENED - 70_000, RefusalReason.DUPLICATE, "a"),
                letter(OPENED - 1, RefusalReason.DUPLICATE, "b"),
                letter(OPENED, RefusalReason.OVERSIZE, "c"))));

        State.Refusals refusals = log.read(OPENED + 100);

        assertThat(refusals.total()).isEqualTo(3);
        assertThat(log.sinceOpened()).isEqualTo(1);
        assertThat(refusals.byReason())
                .containsExactly(new State.ReasonCount("DUPLICATE", 2, 1), new State.ReasonCount("OVERSIZE", 1, 1));
        assertThat(refusals.latest()).extracting(State.LetterLine::detail).containsExactly("c", "b", "a");
    }

    @Test
    void onlyTheLatestAreKeptToBeOpened() {
        List<ConsumerRecord<byte[], byte[]>> many = new ArrayList<>();
        for (int letter = 1; letter <= 250; letter++) {
            many.add(letter(OPENED, RefusalReason.UNREADABLE, "letter " + letter));
        }
        log.onRecords(Records.polled(many));
        log.onRecords(Records.polled(List.of(letter(OPENED, RefusalReason.UNREADABLE, "letter 251"))));

        assertThat(log.read(OPENED).total()).isEqualTo(251);
        assertThat(log.read(OPENED).latest()).hasSize(20);
        assertThat(log.find(51)).isNull();
        assertThat(log.find(52)).extracting(letter -> letter.line().detail()).isEqualTo("letter 52");
        assertThat(log.find(251)).extracting(letter -> letter.line().detail()).isEqualTo("letter 251");
    }

    /** A poll gives one partition after the other. */
    @Test
    void theLatestAreThoseOfTheLatestTimeInWhicheverPartition() {
        List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
        polled.add(letter(OPENED + 2_000, RefusalReason.OVERSIZE, "the latest"));
        for (int letter = 1; letter <= 250; letter++) {
            polled.add(letter(OPENED + 1_000, RefusalReason.UNREADABLE, "letter " + letter));
        }
        log.onRecords(Records.polled(polled));

        assertThat(log.read(OPENED + 2_000).latest())
                .extracting(State.LetterLine::detail)
                .startsWith("the latest", "letter 250", "letter 249");
        assertThat(log.find(1)).isNotNull();
    }

    @Test
    void whatAProducerRefusedShowsTheHeaderThatItKept() {
        DispatchHeader header = DispatchHeader.newBuilder()
                .setDocumentId("1/CV-UBND")
                .setSender("H51")
                .setAddressees(List.of("H51.22"))
                .setDocumentType(DocumentType.OFFICIAL_LETTER)
                .setSubject("too long")
                .setPriority(Priority.NORMAL)
                .setMedium(Medium.ELECTRONIC)
                .setBusiness(Business.NEW)
                .setRespondsTo(null)
                .setIssuedAt(1)
                .setContentType("text/plain")
                .setBodyLength(9)
                .setBodyDigest(new Sha256(new byte[32]))
                .build();
        log.onRecords(Records.polled(List.of(Records.record(
                OPENED,
                Wire.DEAD_LETTER.encode(
                        letter(Role.PRODUCER, RefusalReason.OVERSIZE, "long", Wire.HEADER.encode(header)))))));

        Letter letter = log.find(1);

        assertThat(letter).isNotNull();
        assertThat(letter.headerFault()).isNull();
        assertThat(letter.header()).isNotNull();
        assertThat(letter.header().subject()).isEqualTo("too long");
        assertThat(letter.seals()).isEmpty();
    }

    @Test
    void aLetterThatHoldsNoEnvelopeSaysWhyItHasNoHeader() {
        log.onRecords(Records.polled(List.of(letter(OPENED, RefusalReason.UNREADABLE, "garbage"))));

        Letter letter = log.find(1);

        assertThat(letter).isNotNull();
        assertThat(letter.header()).isNull();
        assertThat(letter.headerFault()).contains("single-object encoding");
        assertThat(letter.originalBytes()).isEqualTo(7);
    }

    @Test
    void aRecordThatIsNoLetterIsLeftOut() {
        log.onRecords(Records.polled(List.of(
                Records.record(OPENED, "no letter".getBytes(UTF_8)),
                letter(OPENED, RefusalReason.UNREADABLE, "a letter"))));

        assertThat(log.read(OPENED).total()).isEqualTo(1);
    }

    private static ConsumerRecord<byte[], byte[]> letter(long at, RefusalReason reason, String detail) {
        return Records.record(
                at, Wire.DEAD_LETTER.encode(letter(Role.ROUTER, reason, detail, "garbage".getBytes(UTF_8))));
    }

    private static DeadLetter letter(Role by, RefusalReason reason, String detail, byte[] original) {
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setDetail(detail)
                .setRefusedBy(by)
                .setScope(RefusalScope.DOCUMENT)
                .setDocumentId(null)
                .setSender(null)
                .setAddressee(null)
                .setMedium(null)
                .setIssuedAt(null)
                .setTopic("truc.outbox")
                .setPartition(0)
                .setOffset(1)
                .setOriginalKey(null)
                .setOriginal(ByteBuffer.wrap(original))
                .build();
    }
}
