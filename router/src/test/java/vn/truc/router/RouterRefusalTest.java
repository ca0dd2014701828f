package vn.truc.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.truc.router.Exchange.DEPARTMENT;
import static vn.truc.router.Exchange.DISTRICT;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.Wire;

class RouterRefusalTest extends RouterFixture {

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
