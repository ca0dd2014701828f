package vn.truc.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.truc.producer.emission.Dispatches;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.ScenarioFixtures;
import vn.truc.producer.emission.Shard;
import vn.truc.producer.emission.Traceparent;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.SealMethod;
import vn.truc.schemas.seal.Sealer;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.Wire;

class DocumentWriterTest {

    private static final long SEED = 11;
    private static final ProducerSettings SETTINGS = new ProducerSettings(TopicNames.of("t."), Shard.WHOLE, 1);

    @ParameterizedTest
    @EnumSource(SealScheme.class)
    void whatIsWrittenIsGenuineAndWhatThePlanSays(SealScheme scheme) throws Exception {
        for (Batching batching : Batching.values()) {
            Scenario scenario = ScenarioFixtures.smoke().withDocuments(150).withSeal(new SealMethod(scheme, batching));
            Plan plan = new Plan(scenario, SEED);
            SealingAgencies agencies = new SealingAgencies(plan, scheme);
            DocumentWriter writer = new DocumentWriter(plan, SETTINGS, agencies.sealers());
            for (List<PlannedDocument> documents : bySender(plan, PlannedDocument::isElectronic)) {
                List<ProducerRecord<byte[], byte[]>> records = writer.envelopes(documents, intended(documents));

                assertThat(records).hasSameSizeAs(documents);
                for (int i = 0; i < records.size(); i++) {
                    Verification found =
                            agencies.verifier(false).verify(records.get(i).value());
                    assertThat(found).isInstanceOf(Verification.Genuine.class);
                    assertThat(((Verification.Genuine) found).header()).isEqualTo(header(plan, documents.get(i)));
                    Envelope envelope = Wire.ENVELOPE.decode(records.get(i).value());
                    assertThat(envelope.getBody()).isEqualTo(ByteBuffer.wrap(plan.body(documents.get(i))));
                    assertThat(envelope.getSeals()).singleElement().satisfies(seal -> {
                        assertThat(seal.getScheme()).isEqualTo(scheme);
                        assertThat(seal.getProof() != null).isEqualTo(batching == Batching.MERKLE);
                    });
                }
            }
        }
    }

    @Test
    void anEnvelopeGoesToTheOutboxUnderItsSenderWithItsTimeAndTrace() {
        Scenario scenario = ScenarioFixtures.smoke().withDocuments(50);
        Plan plan = new Plan(scenario, SEED);
        DocumentWriter writer =
                new DocumentWriter(plan, SETTINGS, new SealingAgencies(plan, SealScheme.ED25519).sealers());
        List<PlannedDocument> documents =
                bySender(plan, PlannedDocument::isElectronic).get(0);

        List<ProducerRecord<byte[], byte[]>> records = writer.envelopes(documents, intended(documents));

        for (int i = 0; i < records.size(); i++) {
            PlannedDocument document = documents.get(i);
            assertThat(records.get(i).topic()).isEqualTo("t.outbox");
            assertThat(records.get(i).partition()).isNull();
            assertThat(records.get(i).key())
                    .asString(UTF_8)
                    .isEqualTo(document.sender().code());
            assertThat(intendedAt(records.get(i))).isEqualTo(intended(document));
            assertThat(records.get(i)
                            .headers()
                            .lastHeader(RecordHeaders.TRACEPARENT)
                            .value())
                    .isEqualTo(Traceparent.of(SEED, document.n()));
        }
    }

    @Test
    void theSealerOfAnAgencyIsMadeOnce() {
        Plan plan = new Plan(ScenarioFixtures.smoke().withDocuments(50), SEED);
        List<String> asked = new ArrayList<>();
        DocumentWriter writer = new DocumentWriter(plan, SETTINGS, (agency, fault) -> {
            asked.add(agency);
            return noSealer();
        });
        List<PlannedDocument> documents =
                bySender(plan, PlannedDocument::isElectronic).get(0);

        writer.envelopes(documents, intended(documents));
        writer.envelopes(documents, intended(documents));

        assertThat(asked).containsExactly(documents.get(0).sender().code());
    }

    @Test
    void theUnsignedBaselineCarriesNoSealAndPassesOnlyWhereItIsAskedFor() {
        Scenario scenario = ScenarioFixtures.smoke().withDocuments(20).withSeal(new SealMethod(null, Batching.EACH));
        Plan plan = new Plan(scenario, SEED);
        SealingAgencies agencies = new SealingAgencies(plan, SealScheme.ED25519);
        DocumentWriter writer = unsigned(plan);
        List<PlannedDocument> documents =
                bySender(plan, PlannedDocument::isElectronic).get(0);

        for (ProducerRecord<byte[], byte[]> record : writer.envelopes(documents, intended(documents))) {
            assertThat(agencies.verifier(true).verify(record.value())).isInstanceOf(Verification.Genuine.class);
            assertThat(refused(agencies.verifier(false).verify(record.value()))).isEqualTo(RefusalReason.INVALID_SEAL);
        }
    }

    @Test
    void aDocumentOnPaperBecomesARegisterEntry() throws Exception {
        Plan plan = new Plan(ScenarioFixtures.smoke(), SEED);
        DocumentWriter writer = unsigned(plan);
        for (List<PlannedDocument> documents : bySender(plan, document -> !document.isElectronic())) {
            for (PlannedDocument document : documents) {
                ProducerRecord<byte[], byte[]> record = writer.registerEntry(document, intended(document));

                assertThat(record.topic()).isEqualTo("t.register");
                assertThat(record.key())
                        .asString(UTF_8)
                        .isEqualTo(document.sender().code());
                assertThat(intendedAt(record)).isEqualTo(intended(document));
                assertThat(Wire.REGISTER_ENTRY.decode(record.value())).isEqualTo(Dispatches.registerEntry(document));
            }
        }
    }

    @Test
    void aPlannedFaultEndsInItsReasonWhoeverFindsIt() throws Exception {
        // given a plan with documents that are too long
        Scenario scenario = ScenarioFixtures.smokeWithBodiesUpTo(1_500).withDocuments(300);
        Plan plan = new Plan(scenario, SEED);
        SealingAgencies agencies = new SealingAgencies(plan, SealScheme.ED25519);
        DocumentWriter writer = new DocumentWriter(plan, SETTINGS, agencies.sealers());
        Predicate<PlannedDocument> planned = document -> document.fate() instanceof Fate.Refused;
        assertThat(bySender(plan, planned)).hasSizeGreaterThan(10);

        for (List<PlannedDocument> documents : bySender(plan, planned)) {
            for (PlannedDocument document : documents) {
                RefusalReason reason = ((Fate.Refused) document.fate()).reason();
                // when the writer refuses it, then the dead letter says why, and keeps the header
                DeadLetter letter = Wire.DEAD_LETTER.decode(
                        writer.oversize(document, intended(document)).value());
                assertThat(letter.getReason()).isEqualTo(reason);
                assertThat(Wire.HEADER.decode(letter.getOriginal())).isEqualTo(header(plan, document));
                // and if it were sealed all the same, then the verifier refuses it for the same reason
                byte[] sealed = writer.envelopes(List.of(document), new long[] {0})
                        .get(0)
                        .value();
                assertThat(refused(agencies.verifier(false).verify(sealed))).isEqualTo(reason);
            }
        }
    }

    @Test
    void aDeadLetterOfAnOversizeDocumentAccountsForAllOfIt() throws Exception {
        Plan plan = new Plan(ScenarioFixtures.smokeWithBodiesUpTo(1_500), SEED);
        PlannedDocument document =
                bySender(plan, one -> one.fate().equals(Fate.OVERSIZE)).get(0).get(0);

        ProducerRecord<byte[], byte[]> record = unsigned(plan).oversize(document, intended(document));

        assertThat(record.topic()).isEqualTo("t.dead-letter");
        assertThat(record.key()).asString(UTF_8).isEqualTo(document.sender().code());
        assertThat(intendedAt(record)).isEqualTo(intended(document));
        DeadLetter letter = Wire.DEAD_LETTER.decode(record.value());
        assertThat(letter.getDetail())
                .contains(document.bodyLength() + " bytes")
                .contains("1500 bytes");
        assertThat(letter.getRefusedBy()).isEqualTo(Role.PRODUCER);
        assertThat(letter.getScope()).isEqualTo(RefusalScope.DOCUMENT);
        assertThat(letter.getDocumentId()).isEqualTo(document.id());
        assertThat(letter.getSender()).isEqualTo(document.sender().code());
        assertThat(letter.getMedium()).isEqualTo(document.medium());
        assertThat(letter.getIssuedAt()).isEqualTo(document.issuedAtMillis());
    }

    @Test
    void onlyWhatIsLongerThanTheLimitIsOversize() {
        int length = new Plan(ScenarioFixtures.smoke(), SEED).document(0).bodyLength();
        Plan plan = new Plan(ScenarioFixtures.smokeWithBodiesUpTo(length), SEED);
        Plan stricter = new Plan(ScenarioFixtures.smokeWithBodiesUpTo(length - 1), SEED);

        assertThat(unsigned(plan).isOversize(plan.document(0))).isFalse();
        assertThat(unsigned(stricter).isOversize(stricter.document(0))).isTrue();
    }

    private static DocumentWriter unsigned(Plan plan) {
        return new DocumentWriter(plan, SETTINGS, (agency, fault) -> noSealer());
    }

    private static Sealer noSealer() {
        return new Sealer(List.of(), Batching.EACH, CryptoProvider.best());
    }

    private static RefusalReason refused(Verification found) {
        assertThat(found).isInstanceOf(Verification.Refused.class);
        return ((Verification.Refused) found).reason();
    }

    private static List<List<PlannedDocument>> bySender(Plan plan, Predicate<PlannedDocument> wanted) {
        Map<String, List<PlannedDocument>> senders = new LinkedHashMap<>();
        LongStream.range(0, plan.documents())
                .mapToObj(plan::document)
                .filter(wanted)
                .forEach(document -> senders.computeIfAbsent(document.sender().code(), first -> new ArrayList<>())
                        .add(document));
        return List.copyOf(senders.values());
    }

    private static DispatchHeader header(Plan plan, PlannedDocument document) {
        return Dispatches.header(document, CryptoProvider.best().sha256().digest(plan.body(document)));
    }

    private static long[] intended(List<PlannedDocument> documents) {
        return documents.stream().mapToLong(DocumentWriterTest::intended).toArray();
    }

    private static long intended(PlannedDocument document) {
        return 1_600_000_000_000_000L + document.n();
    }

    private static long intendedAt(ProducerRecord<byte[], byte[]> record) {
        return RecordHeaders.toLong(
                record.headers().lastHeader(RecordHeaders.INTENDED_AT).value(), -1);
    }
}
