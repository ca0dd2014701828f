package vn.truc.console.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
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
        DeadLetter letter = DeadLetter.newBuilder()
                .setReason(reason)
                .setDetail(detail)
                .setRefusedBy(Role.ROUTER)
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
                .setOriginal(ByteBuffer.wrap("garbage".getBytes(UTF_8)))
                .build();
        return Records.record(at, Wire.DEAD_LETTER.encode(letter));
    }
}
