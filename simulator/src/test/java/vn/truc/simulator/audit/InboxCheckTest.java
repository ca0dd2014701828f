package vn.truc.simulator.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import vn.truc.producer.emission.Dispatches;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.scenario.Scenarios;

class InboxCheckTest {

    private static final int DOCUMENTS = 1_000;
    private static final TopicNames TOPICS = TopicNames.of("t.");

    private final Plan plan = new Plan(Scenarios.read("soc-trang").withDocuments(DOCUMENTS), 1);
    private final Violations violations = new Violations();
    private final InboxCheck check;

    /** Two of its addressees are of the same level, so that their copies may follow each other. */
    private final PlannedDocument document;

    private final List<String> addressees;

    InboxCheckTest() {
        PlanIndex index = new PlanIndex(plan, DOCUMENTS);
        Ledger ledger = new Ledger(DOCUMENTS, index, new MonthCheck(), violations);
        plan.walk(DOCUMENTS, each -> {
            index.add(each);
            ledger.planned(each);
        });
        document = LongStream.range(0, DOCUMENTS)
                .mapToObj(plan::document)
                .filter(each -> each.fate() instanceof Fate.Delivered && each.deliveries() > 1)
                .filter(each -> levelOf(each.addressees().get(0))
                        == levelOf(each.addressees().get(1)))
                .findFirst()
                .orElseThrow();
        addressees = document.addressees().subList(0, 2);
        ledger.issued((int) document.n());
        check = new InboxCheck(plan, index, ledger, violations, TOPICS, false);
    }

    @Test
    void copiesOfTheSameBytesAreEachHeldAgainstThePlan() {
        byte[] envelope = envelope();

        judge(levelOf(addressees.get(0)), addressees.get(0), envelope);
        judge(levelOf(addressees.get(1)), addressees.get(1), envelope.clone());

        assertThat(violations.of(Guarantee.NO_FORGERY_DELIVERED)).isEmpty();
        assertThat(violations.of(Guarantee.NONE_MISROUTED)).isEmpty();
        assertThat(violations.of(Guarantee.NO_DUPLICATE_DELIVERED)).isEmpty();

        judge(levelOf(addressees.get(1)), addressees.get(1), envelope.clone());
        assertThat(violations.of(Guarantee.NO_DUPLICATE_DELIVERED)).hasSize(1);
    }

    @Test
    void aCopyThatDiffersFromTheOneBeforeInItsLastBitIsAForgery() {
        byte[] envelope = envelope();
        byte[] altered = envelope.clone();
        altered[altered.length - 1] ^= 1;

        judge(levelOf(addressees.get(0)), addressees.get(0), envelope);
        judge(levelOf(addressees.get(1)), addressees.get(1), altered);

        assertThat(violations.of(Guarantee.NO_FORGERY_DELIVERED))
                .containsExactly(document.id() + ": delivered, but not what was planned");
    }

    @Test
    void aSecondCopyInAnotherInboxIsMisrouted() {
        byte[] envelope = envelope();

        judge(levelOf(addressees.get(0)), addressees.get(0), envelope);
        judge(AdministrativeLevel.CENTRAL, addressees.get(1), envelope.clone());
        judge(AdministrativeLevel.CENTRAL, "nobody", envelope.clone());

        assertThat(violations.of(Guarantee.NONE_MISROUTED))
                .containsExactly(
                        document.id() + ": the copy for " + addressees.get(1) + " stands in inbox "
                                + TOPICS.inbox(AdministrativeLevel.CENTRAL),
                        document.id() + ": delivered to nobody");
    }

    private void judge(AdministrativeLevel level, String addressee, byte[] envelope) {
        check.copy(new ConsumerRecord<>(TOPICS.inbox(level), 0, 0, addressee.getBytes(UTF_8), envelope))
                .run();
    }

    private AdministrativeLevel levelOf(String code) {
        return plan.scenario().topology().find(code).level();
    }

    /** Without seals: whether these are good is the addressee's to say. */
    private byte[] envelope() {
        byte[] body = plan.body(document);
        byte[] digest = CryptoProvider.best().sha256().digest(body);
        byte[] header = Wire.HEADER.encode(Dispatches.header(document, digest));
        return Wire.ENVELOPE.encode(new Envelope(ByteBuffer.wrap(header), List.of(), ByteBuffer.wrap(body)));
    }
}
