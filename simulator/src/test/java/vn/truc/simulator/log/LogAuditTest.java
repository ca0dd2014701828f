package vn.truc.simulator.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.Plan;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.cli.CommandLineUnderTest;
import vn.truc.simulator.exchange.RecordedExchange;
import vn.truc.simulator.scenario.Scenarios;
import vn.truc.simulator.strangers.Decoded;

/** A log that came about rightly holds; the same log with one thing changed does not, and what was changed is named. */
@Tag("guarantee")
class LogAuditTest {

    private static RecordedExchange recorded;

    @TempDir
    private Path directory;

    @BeforeAll
    static void runAnExchangeWithEveryFault() {
        Map<Fault, Double> shares = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            shares.put(fault, fault == Fault.OVERSIZE ? 0.002 : 0.01);
        }
        recorded = RecordedExchange.of(new Plan(
                Scenarios.read("smoke")
                        .withDocuments(1_200)
                        .withFaults(new Faults(shares, Faults.LATE_BY_DEFAULT, null, null)),
                4));
    }

    @AfterAll
    static void stop() {
        recorded.close();
    }

    @Test
    void theLogOfARunWithEveryFaultHolds() {
        LogResult result = recorded.audit("held.", UnaryOperator.identity());

        assertThat(result.violationLines()).isEmpty();
        assertThat(result.accepted()).isGreaterThan(800);
        assertThat(result.refused()).isGreaterThan(100);
        assertThat(result.records()).isEqualTo(result.accepted() + result.refused());
        assertThat(result.receipts()).isEqualTo(result.copies());
    }

    @Test
    void oneByteChangedInOneStoredDocumentIsNamedAndEndsWithCodeThree() {
        ConsumerRecord<byte[], byte[]> copy = recorded.first(Topic.inbox(recorded.level()));
        String id = Decoded.headerOf(copy.value()).getDocumentId();
        recorded.write("byte.", changing(copy, value -> {
            byte[] changed = value.clone();
            changed[changed.length - 10] ^= 1;
            return changed;
        }));
        StringWriter out = new StringWriter();

        assertThat(auditLog("byte.", out)).isEqualTo(3);

        assertThat(out.toString())
                .contains("deliveriesGenuine", id, "BODY_MISMATCH")
                .doesNotContain("held back");
    }

    @Test
    void theVerdictStandsWhereWhatBrokeCannotBeListed() throws IOException {
        recorded.write("unlisted.", leavingOut(recorded.first(Topic.inbox(recorded.level()))));
        Files.createDirectory(directory.resolve("violations.txt"));
        StringWriter out = new StringWriter();

        assertThat(auditLog("unlisted.", out)).isEqualTo(3);

        assertThat(out.toString()).contains("BROKEN", "cannot list", "violations.txt");
    }

    @Test
    void topicsThatDoNotExistAreNoExchangeThatHeld() {
        StringWriter out = new StringWriter();

        assertThat(auditLog("nowhere.", out)).isEqualTo(1);

        assertThat(out.toString()).contains("topic nowhere.", "does not exist").doesNotContain("held");
    }

    @Test
    void whereATransactionWithoutAnEndHidesCopiesTheAuditSaysSo() {
        ConsumerRecord<byte[], byte[]> copy = recorded.first(Topic.inbox(recorded.level()));
        recorded.write("hidden.", leavingOut(copy));
        String inbox = TopicNames.of("hidden.").inbox(recorded.level());
        StringWriter out = new StringWriter();
        try (KafkaProducer<byte[], byte[]> router = new KafkaProducer<>(
                Map.of("bootstrap.servers", recorded.bootstrapServers(), "transactional.id", "hidden"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            router.initTransactions();
            router.beginTransaction();
            var unused = router.send(new ProducerRecord<>(
                    inbox, copy.partition(), copy.timestamp(), copy.key(), copy.value(), copy.headers()));
            router.flush();

            assertThat(auditLog("hidden.", out)).isEqualTo(3);

            router.abortTransaction();
        }
        assertThat(out.toString()).contains("held back   " + inbox + "-" + copy.partition() + " from offset ");
    }

    private int auditLog(String prefix, StringWriter out) {
        return CommandLineUnderTest.execute(
                new PrintWriter(out),
                "audit",
                "smoke",
                "--log",
                "--settle",
                "1ms",
                "--out",
                directory.toString(),
                "--topic-prefix",
                prefix,
                "--bootstrap-servers",
                recorded.bootstrapServers());
    }

    @Test
    void aLostCopyIsFound() {
        ConsumerRecord<byte[], byte[]> copy = recorded.first(Topic.inbox(recorded.level()));

        assertThat(broken("lost.", leavingOut(copy)))
                .contains(LogGuarantee.ONE_FATE_EACH, LogGuarantee.RECEIPTS_FOLLOW);
    }

    @Test
    void aCopyDeliveredTwiceIsFound() {
        ConsumerRecord<byte[], byte[]> copy = recorded.first(Topic.inbox(recorded.level()));

        assertThat(broken("twice.", repeating(copy))).containsExactly(LogGuarantee.NO_DUPLICATE_DELIVERED);
    }

    @Test
    void aRefusalThatIsMissingOrForAnotherReasonIsFound() {
        ConsumerRecord<byte[], byte[]> letter = recorded.letter(RefusalReason.BODY_MISMATCH);

        assertThat(broken("unrefused.", leavingOut(letter)))
                .contains(LogGuarantee.ONE_FATE_EACH, LogGuarantee.SHARES_FOLLOW);
        assertThat(broken(
                        "wrong.",
                        changing(
                                letter,
                                value -> Wire.DEAD_LETTER.encode(
                                        DeadLetter.newBuilder(Decoded.of(Wire.DEAD_LETTER, value))
                                                .setReason(RefusalReason.INVALID_SEAL)
                                                .build()))))
                .containsExactly(LogGuarantee.REFUSALS_JUSTIFIED);
    }

    @Test
    void aReceiptThatIsMissingTwiceOrMadeUpIsFound() {
        ConsumerRecord<byte[], byte[]> receipt = recorded.first(Topic.RECEIPT);

        assertThat(broken("unanswered.", leavingOut(receipt)))
                .contains(LogGuarantee.RECEIPTS_FOLLOW, LogGuarantee.SHARES_FOLLOW);
        assertThat(broken("answered.", repeating(receipt)))
                .contains(LogGuarantee.RECEIPTS_FOLLOW, LogGuarantee.SHARES_FOLLOW);
        assertThat(broken(
                        "madeup.",
                        changing(
                                receipt,
                                value -> Wire.RECEIPT.encode(Receipt.newBuilder(Decoded.of(Wire.RECEIPT, value))
                                        .setPrimary(
                                                !Decoded.of(Wire.RECEIPT, value).getPrimary())
                                        .build()))))
                .contains(LogGuarantee.RECEIPTS_FOLLOW, LogGuarantee.SHARES_FOLLOW);
    }

    @Test
    void aCountThatIsOneOffIsFound() {
        ConsumerRecord<byte[], byte[]> last = recorded.lastTotal();

        assertThat(broken("count.", changing(last, value -> {
                    ShareReport report = Decoded.of(Wire.SHARE_REPORT, value);
                    DocumentCounts counts = DocumentCounts.newBuilder(report.getDocuments())
                            .setPaper(report.getDocuments().getPaper() + 1)
                            .build();
                    return Wire.SHARE_REPORT.encode(
                            ShareReport.newBuilder(report).setDocuments(counts).build());
                })))
                .containsExactly(LogGuarantee.SHARES_FOLLOW);
    }

    @Test
    void aCopyBehindALaterDocumentIsFound() {
        ConsumerRecord<byte[], byte[]> copy = recorded.first(Topic.inbox(recorded.level()));

        assertThat(broken("order.", records -> {
                    List<ProducerRecord<byte[], byte[]>> changed =
                            new ArrayList<>(leavingOut(copy).apply(records));
                    changed.add(recorded.asProduced(copy));
                    return changed;
                }))
                .containsExactly(LogGuarantee.ORDER_KEPT);
    }

    private Set<LogGuarantee> broken(String prefix, UnaryOperator<List<ProducerRecord<byte[], byte[]>>> change) {
        Set<LogGuarantee> broken = new TreeSet<>();
        recorded.audit(prefix, change).violations().forEach((guarantee, offenders) -> {
            if (!offenders.isEmpty()) {
                broken.add(guarantee);
            }
        });
        return broken;
    }

    private static UnaryOperator<List<ProducerRecord<byte[], byte[]>>> leavingOut(
            ConsumerRecord<byte[], byte[]> record) {
        return records ->
                records.stream().filter(one -> !recorded.isSame(one, record)).toList();
    }

    private static UnaryOperator<List<ProducerRecord<byte[], byte[]>>> repeating(
            ConsumerRecord<byte[], byte[]> record) {
        return records -> records.stream()
                .flatMap(one -> recorded.isSame(one, record)
                        ? List.of(one, recorded.asProduced(record)).stream()
                        : List.of(one).stream())
                .toList();
    }

    private static UnaryOperator<List<ProducerRecord<byte[], byte[]>>> changing(
            ConsumerRecord<byte[], byte[]> record, UnaryOperator<byte[]> change) {
        return records -> records.stream()
                .map(one -> recorded.isSame(one, record)
                        ? new ProducerRecord<>(
                                one.topic(), one.partition(), one.key(), change.apply(one.value()), one.headers())
                        : one)
                .toList();
    }
}
