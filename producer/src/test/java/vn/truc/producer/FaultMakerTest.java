package vn.truc.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.ScenarioFixtures;
import vn.truc.producer.emission.Shard;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.TopicNames;

class FaultMakerTest {

    private static final ProducerSettings SETTINGS = new ProducerSettings(TopicNames.of("t."), Shard.WHOLE, 1);

    @ParameterizedTest
    @EnumSource(SealScheme.class)
    void theVerifierFindsInEachDocumentExactlyWhatIsPlanned(SealScheme scheme) {
        SealingAgencies agencies = new SealingAgencies(plan(scheme, Batching.EACH), scheme);
        for (Batching batching : Batching.values()) {
            Plan plan = plan(scheme, batching);
            DocumentWriter writer = new DocumentWriter(plan, SETTINGS, agencies.sealers());
            FaultMaker maker = new FaultMaker(plan);
            EnvelopeVerifier verifier = agencies.verifier(false);
            Set<Fault> seen = new HashSet<>();
            for (List<PlannedDocument> documents : bySender(plan)) {
                List<ProducerRecord<byte[], byte[]>> records = writer.envelopes(documents, new long[documents.size()]);
                for (int i = 0; i < records.size(); i++) {
                    PlannedDocument document = documents.get(i);
                    assertThat(reason(verifier.verify(records.get(i).value())))
                            .as("%s of %s", document.fault(), document.id())
                            .isEqualTo(reasonAtTheVerifier(document));
                    if (document.hasStray()) {
                        checkStray(document, maker.stray(document, records.get(i)), verifier, plan);
                    }
                    if (document.fault() != null) {
                        seen.add(document.fault());
                    }
                }
            }
            Set<Fault> sealed = new HashSet<>(Set.of(Fault.values()));
            sealed.remove(Fault.OVERSIZE);
            assertThat(seen).isEqualTo(sealed);
        }
    }

    private static void checkStray(
            PlannedDocument document, ProducerRecord<byte[], byte[]> stray, EnvelopeVerifier verifier, Plan plan) {
        RefusalReason reason =
                document.fault() == null ? null : document.fault().reason();
        // the verifier cannot know that a document came before
        assertThat(reason(verifier.verify(stray.value())))
                .as("beside %s", document.id())
                .isEqualTo(reason == RefusalReason.DUPLICATE ? null : reason);
        String key = document.fault() == Fault.UNKNOWN_SENDER
                ? plan.stranger()
                : document.sender().code();
        assertThat(new String(stray.key(), UTF_8)).isEqualTo(key);
        assertThat(stray.headers().lastHeader("traceparent")).isNotNull();
    }

    /** That addressees are unknown is for the router to find. */
    private static RefusalReason reasonAtTheVerifier(PlannedDocument document) {
        return document.fate() instanceof Fate.Refused refused && refused.reason() != RefusalReason.UNKNOWN_ADDRESSEE
                ? refused.reason()
                : null;
    }

    private static RefusalReason reason(Verification verification) {
        return verification instanceof Verification.Refused refused ? refused.reason() : null;
    }

    private static Plan plan(SealScheme scheme, Batching batching) {
        return new Plan(scenario(new SealMethod(scheme, batching)), 3);
    }

    private static Scenario scenario(SealMethod method) {
        Map<Fault, Double> shares = new EnumMap<>(Fault.class);
        Arrays.stream(Fault.values())
                .filter(fault -> fault != Fault.OVERSIZE)
                .forEach(fault -> shares.put(fault, 0.05));
        return ScenarioFixtures.smoke()
                .withDocuments(800)
                .withSeal(method)
                .withFaults(new Faults(shares, Duration.ofDays(10), null, null));
    }

    private static Iterable<List<PlannedDocument>> bySender(Plan plan) {
        Map<String, List<PlannedDocument>> bySender = new LinkedHashMap<>();
        LongStream.range(0, plan.documents())
                .mapToObj(plan::document)
                .filter(PlannedDocument::isElectronic)
                .forEach(document -> bySender.computeIfAbsent(document.sender().code(), first -> new ArrayList<>())
                        .add(document));
        return bySender.values();
    }
}
