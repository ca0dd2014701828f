package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.truc.consumer.CountingBench.NOON;
import static vn.truc.consumer.CountingBench.SENDER;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.RegisterEntry;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.Wire;

final class EntryTimeTest {

    private static final String ID = SENDER + ",2021/06/30,1/UBND-VX";
    private static final long PARTITION_TIME = 77;

    private final EntryReader reader = new EntryReader(TopicNames.of(Topic.DEFAULT_PREFIX));
    private final EntryTime time = new EntryTime();

    @Test
    void anEntryIsTakenAtTheDateOfItsDocument() {
        assertThat(timeOf(Topic.RECEIPT, receipt(NOON.toEpochMilli()))).isEqualTo(NOON.toEpochMilli());
        assertThat(timeOf(Topic.REGISTER, registerEntry(NOON))).isEqualTo(NOON.toEpochMilli());
        assertThat(timeOf(Topic.DEAD_LETTER, refused(NOON, RefusalReason.CERTIFICATE_REVOKED)))
                .isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void aClaimedDateIsTakenOnlyWhenItAgreesWithTheId() {
        Instant dayAfter = NOON.plusSeconds(86_400);
        Instant yearAfter = NOON.plusSeconds(365 * 86_400);

        assertThat(timeOf(Topic.DEAD_LETTER, refused(dayAfter, RefusalReason.INVALID_SEAL)))
                .isEqualTo(dayAfter.toEpochMilli());
        assertThat(timeOf(Topic.DEAD_LETTER, refused(yearAfter, RefusalReason.INVALID_SEAL)))
                .isEqualTo(PARTITION_TIME);
        assertThat(timeOf(Topic.DEAD_LETTER, refused(Instant.ofEpochMilli(Long.MAX_VALUE), RefusalReason.OVERSIZE)))
                .isEqualTo(PARTITION_TIME);
    }

    @Test
    void whatHasNoDateTakesTheTimeOfItsPartitionAndNeverANegativeOne() {
        Entry unreadable = reader.deserialize("truc.receipt", new byte[] {1});

        assertThat(unreadable).isInstanceOf(Entry.Unreadable.class);
        assertThat(time.extract(record("truc.receipt", unreadable), PARTITION_TIME))
                .isEqualTo(PARTITION_TIME);
        assertThat(time.extract(record("truc.receipt", unreadable), -1)).isZero();
        assertThat(timeOf(Topic.RECEIPT, receipt(Long.MIN_VALUE))).isZero();
    }

    private long timeOf(Topic topic, byte[] value) {
        String name = CountingBench.name(topic);
        return time.extract(record(name, reader.deserialize(name, value)), PARTITION_TIME);
    }

    private static ConsumerRecord<Object, Object> record(String topic, Entry entry) {
        return new ConsumerRecord<>(topic, 0, 0, null, entry);
    }

    private static byte[] receipt(long issuedAt) {
        return Wire.RECEIPT.encode(
                new Receipt(ID, SENDER, "H51.21.3", Medium.ELECTRONIC, Priority.NORMAL, true, issuedAt, 1L));
    }

    private static byte[] registerEntry(Instant issuedAt) {
        return Wire.REGISTER_ENTRY.encode(
                new RegisterEntry(ID, SENDER, List.of(), DocumentType.REPORT, false, issuedAt.toEpochMilli()));
    }

    private static byte[] refused(Instant issuedAt, RefusalReason reason) {
        return Wire.DEAD_LETTER.encode(CountingBench.deadLetter(ID, issuedAt, reason, RefusalScope.DOCUMENT));
    }
}
