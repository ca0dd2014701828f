package vn.truc.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.truc.router.Exchange.COMMUNE;
import static vn.truc.router.Exchange.DEPARTMENT;
import static vn.truc.router.Exchange.DISTRICT;
import static vn.truc.router.Exchange.MINISTRY;
import static vn.truc.router.Exchange.PROVINCE;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.Wire;

class RouterTest {

    private static final int PARTITIONS = MockCluster.PARTITIONS;

    private final Exchange exchange = new Exchange();
    private final MockCluster cluster = new MockCluster();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Runnable> onCatchUp = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Router router = new Router(
            new RouterSettings(
                    "truc.", "test", Duration.ofMillis(50), 2, new VerificationPolicy(false, Exchange.BODY_BYTES_MAX)),
            cluster,
            new DirectoryView() {
                @Override
                public Directory directory() {
                    return exchange.directory;
                }

                @Override
                public void catchUp() {
                    onCatchUp.forEach(Runnable::run);
                }
            },
            exchange::verifier,
            new Meters(registry),
            Clock.systemUTC(),
            nanos::get);

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
    void nothingIsVisibleOrCountedBeforeTheTransactionEnds() {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        assertThat(cluster.producer.history()).isEmpty();
        assertThat(routedCopies()).isZero();

        commit();

        assertThat(committed("truc.inbox.")).hasSize(1);
        assertThat(routedCopies()).isEqualTo(1);
        assertThat(cluster.committedOffsets().values())
                .extracting(offset -> offset.offset())
                .containsExactly(1L);
    }

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
    void theIndexSurvivesTheRouter() throws Exception {
        // given rows that another router wrote for the partition
        byte[] envelope = exchange.sealed(DISTRICT, 7, List.of("H51.21.1"));
        int partition = partitionOf("H51.21");
        serving();
        issue(DISTRICT, envelope);
        commit();
        List<ProducerRecord<byte[], byte[]>> rows = committed("truc.seen");
        assertThat(rows).extracting(ProducerRecord::partition).containsExactly(partition);

        // when the partition comes back after it was lost
        cluster.takeAway();
        cluster.fillIndex(rows);
        cluster.assignAgain();
        serving();
        issue(DISTRICT, envelope);
        commit();

        // then
        assertThat(committed("truc.inbox.")).hasSize(1);
        assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(RefusalReason.DUPLICATE);
    }

    @Test
    void noRecordIsAdmittedBeforeTheIndexIsReadToItsUndecidedEnd() {
        // given an index whose last transaction is not decided yet
        cluster.undecidedRows = 1;
        cluster.assign(router);
        router.doWork();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        commit();
        assertThat(committed("truc.inbox.")).isEmpty();
        assertThat(cluster.outbox.paused()).hasSize(PARTITIONS);

        // when it is decided
        cluster.decide();
        router.doWork();
        router.doWork();
        commit();

        // then
        assertThat(cluster.outbox.paused()).isEmpty();
        assertThat(committed("truc.inbox.")).hasSize(1);
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

    @Test
    void aFailedCommitIsUndoneAndDoneAgainFromTheCommittedState() throws Exception {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        cluster.producer.commitTransactionException = new TimeoutException("no answer");

        commit();
        assertThat(committed("truc.inbox.")).isEmpty();
        assertThat(routedCopies()).isZero();

        cluster.producer.commitTransactionException = null;
        cluster.replay();
        serving();
        router.doWork();
        commit();
        assertThat(committed("truc.inbox.")).hasSize(1);
        assertThat(deadLetters()).isEmpty();
        assertThat(routedCopies()).isEqualTo(1);
    }

    @Test
    void aFencedProducerIsReplacedByANewOne() throws Exception {
        serving();
        MockProducer<byte[], byte[]> fenced = cluster.producer;
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        fenced.commitTransactionException = new ProducerFencedException("given up by the cluster");
        fenced.abortTransactionException = new ProducerFencedException("given up by the cluster");

        commit();
        cluster.replay();
        serving();
        router.doWork();
        commit();

        assertThat(fenced.closed()).isTrue();
        assertThat(cluster.producer).isNotSameAs(fenced);
        assertThat(committed("truc.inbox.")).hasSize(1);
    }

    private void serving() {
        if (cluster.outbox.assignment().isEmpty()) {
            cluster.assign(router);
        }
        for (int i = 0; i < 10 && (i < 3 || !cluster.outbox.paused().isEmpty()); i++) {
            router.doWork();
        }
        assertThat(cluster.outbox.paused()).isEmpty();
    }

    private void issue(Agency sender, byte[] envelope) {
        cluster.append(partitionOf(sender.code()), sender.code(), envelope);
        router.doWork();
    }

    private void commit() {
        nanos.addAndGet(Duration.ofMillis(60).toNanos());
        router.doWork();
    }

    private double routedCopies() {
        return registry.get("truc.documents.routed").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private List<ProducerRecord<byte[], byte[]>> committed(String topicPrefix) {
        return cluster.producer.history().stream()
                .filter(record -> record.topic().startsWith(topicPrefix))
                .toList();
    }

    private List<DeadLetter> deadLetters() throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : committed("truc.dead-letter")) {
            letters.add(Wire.DEAD_LETTER.decode(record.value()));
        }
        return letters;
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static int partitionOf(String sender) {
        return Utils.toPositive(Utils.murmur2(sender.getBytes(UTF_8))) % PARTITIONS;
    }
}
