package vn.truc.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static vn.truc.router.Exchange.COMMUNE;
import static vn.truc.router.Exchange.DEPARTMENT;
import static vn.truc.router.Exchange.MINISTRY;
import static vn.truc.router.Exchange.PROVINCE;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.RecordHeaders;

class RouterTest extends RouterFixture {

    @Test
    void aDocumentBecomesOneCopyForEachAddresseeByteForByteWithItsHops() throws Exception {
        serving();
        byte[] envelope = exchange.sealed(COMMUNE, 1, List.of("H51.21.2", "H51.10", "G12"));

        issue(COMMUNE, envelope);
        commit();

        List<ProducerRecord<byte[], byte[]>> copies = committed("truc.inbox.");
        assertThat(copies).hasSize(3).allSatisfy(copy -> assertThat(copy.value())
                .isSameAs(envelope));
        assertThat(copies)
                .extracting(ProducerRecord::topic)
                .containsExactly("truc.inbox.commune", "truc.inbox.provincial", "truc.inbox.central");
        assertThat(copies)
                .extracting(copy -> new String(copy.key(), UTF_8))
                .containsExactly("H51.21.2", "H51.10", "G12");
        assertThat(copies)
                .extracting(copy -> header(copy, RecordHeaders.HOPS))
                .containsExactly("H51.21", "H51.21>H51", "H51.21>H51>VN");
        assertThat(copies)
                .extracting(
                        copy -> copy.headers().lastHeader(RecordHeaders.PRIMARY).value()[0])
                .containsExactly((byte) 1, (byte) 0, (byte) 0);
        assertThat(copies)
                .extracting(copy -> header(copy, RecordHeaders.ADDRESSEE))
                .containsExactly("H51.21.2", "H51.10", "G12");
        assertThat(registry.get("truc.hops").tag("hub", "axis").counter().count())
                .isEqualTo(1);
        assertThat(registry.get("truc.hops").tag("hub", "district").counter().count())
                .isEqualTo(3);
    }

    @Test
    void whatTheSenderAddedForMeasuringGoesOnWithEachCopyAndEachRefusal() {
        serving();
        Header[] added = {
            new RecordHeader(RecordHeaders.INTENDED_AT, RecordHeaders.ofLong(1)),
            new RecordHeader(RecordHeaders.SENT_AT, RecordHeaders.ofLong(2)),
            new RecordHeader(RecordHeaders.TRACEPARENT, "00-1-2-01".getBytes(UTF_8))
        };

        byte[] envelope = exchange.sealed(PROVINCE, 1, List.of("H51.21", "G12", "H51.99"));
        cluster.append(partitionOf("H51"), "H51", envelope, added);
        router.doWork();
        commit();

        assertThat(committed("truc.inbox.")).hasSize(2).allSatisfy(copy -> assertThat(copy.headers())
                .contains(added));
        assertThat(committed("truc.dead-letter")).hasSize(1).allSatisfy(copy -> assertThat(copy.headers())
                .contains(added));
    }

    @Test
    void aBatchOfLargeDocumentsIsCommittedInPartsBeforeItsTransactionGrowsBeyondMeasure() {
        serving();
        byte[] large = new byte[2 << 20];
        for (int i = 0; i < 36; i++) {
            cluster.append(partitionOf("H51"), "H51", large);
        }

        router.doWork();

        assertThat(cluster.producer.commitCount()).isEqualTo(2);
        assertThat(committed("truc.dead-letter")).hasSize(32);
        commit();
        assertThat(cluster.producer.commitCount()).isEqualTo(3);
        assertThat(committed("truc.dead-letter")).hasSize(36);
    }

    @Test
    void whatAFaultInterruptsIsNotCommittedOnClosing() {
        serving();
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 1, List.of("H51")));
        cluster.producer.sendException = new IllegalStateException("a fault of the program");

        assertThatIllegalStateException()
                .isThrownBy(() -> issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 2, List.of("H51"))));
        cluster.producer.sendException = null;
        router.onClose();

        assertThat(cluster.producer.commitCount()).isZero();
    }

    @Test
    void whatIsDueIsCommittedBeforeWhatWasJustReadIsRouted() {
        serving();
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 1, List.of("H51")));
        nanos.addAndGet(Duration.ofMillis(60).toNanos());

        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 2, List.of("H51")));

        assertThat(cluster.producer.commitCount()).isEqualTo(1);
        assertThat(committed("truc.inbox.")).hasSize(1);
        commit();
        assertThat(cluster.producer.commitCount()).isEqualTo(2);
        assertThat(committed("truc.inbox.")).hasSize(2);
    }

    @Test
    void aDocumentThatOutranItsSendersRowWaitsForTheDirectory() throws Exception {
        serving();
        Agency late = new Agency("H51.22", AdministrativeLevel.DISTRICT, "H51", "UBND huyện Châu Thành");
        exchange.rowOf(late);
        onCatchUp.add(() -> exchange.introduce(late));

        issue(late, exchange.sealed(late, 1, List.of("H51")));
        issue(DEPARTMENT, exchange.sealed(DEPARTMENT, 1, List.of("H51.22")));
        commit();

        assertThat(committed("truc.inbox.")).hasSize(2);
        assertThat(deadLetters()).isEmpty();
    }

    /** Whoever stands below an agency makes it a hub; its row is written before the documents, and may be read after them. */
    @Test
    void aDocumentThatOutranTheRowOfWhoStandsBelowItsAddresseeWaitsForTheDirectory() {
        serving();
        Agency below = new Agency("H51.10.1", AdministrativeLevel.PROVINCIAL, "H51.10", "Chi cục Tài chính");
        exchange.rowOf(below);
        exchange.introduce(DEPARTMENT);
        onCatchUp.add(() -> exchange.introduce(below));

        issue(PROVINCE, exchange.sealed(PROVINCE, 1, List.of("H51.10")));
        commit();

        assertThat(committed("truc.inbox.provincial"))
                .singleElement()
                .satisfies(copy -> assertThat(header(copy, RecordHeaders.HOPS)).isEqualTo("H51>H51.10"));
    }

    @Test
    void aDirectoryThatDoesNotChangeIsNotReadAgain() {
        serving();
        issue(PROVINCE, exchange.sealed(PROVINCE, 1, List.of("H51.21")));
        AtomicInteger read = new AtomicInteger();
        onCatchUp.add(read::incrementAndGet);

        issue(PROVINCE, exchange.sealed(PROVINCE, 2, List.of("H51.21")));
        assertThat(read).hasValue(0);

        exchange.introduce(DEPARTMENT);
        issue(PROVINCE, exchange.sealed(PROVINCE, 3, List.of("H51.21")));
        issue(PROVINCE, exchange.sealed(PROVINCE, 4, List.of("H51.21")));
        assertThat(read).hasValue(1);
    }

    @Test
    void theOrderOfASenderIsKept() {
        serving();
        IntStream.rangeClosed(1, 200).forEach(number -> {
            cluster.append(partitionOf("H51"), "H51", exchange.sealed(PROVINCE, number, List.of("H51.21")));
            cluster.append(partitionOf("G12"), "G12", exchange.sealed(MINISTRY, number, List.of("H51.21")));
        });
        router.doWork();
        commit();

        for (Agency sender : List.of(PROVINCE, MINISTRY)) {
            List<Integer> numbers = committed("truc.inbox.district").stream()
                    .map(copy -> exchange.verifier().verify(copy.value()))
                    .map(found -> (Verification.Genuine) found)
                    .filter(found -> found.header().getSender().equals(sender.code()))
                    .map(found -> found.documentId().numericNumber())
                    .toList();
            assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
        }
    }
}
