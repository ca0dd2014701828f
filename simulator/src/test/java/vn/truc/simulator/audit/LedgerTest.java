package vn.truc.simulator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.simulator.scenario.Scenarios;

class LedgerTest {

    private static final int DOCUMENTS = 100;

    private final Plan plan = new Plan(Scenarios.read("smoke").withDocuments(DOCUMENTS), 1);
    private final Ledger ledger;

    LedgerTest() {
        PlanIndex index = new PlanIndex(plan, DOCUMENTS);
        ledger = new Ledger(DOCUMENTS, index, new MonthCheck(), new Violations());
        plan.walk(DOCUMENTS, each -> {
            index.add(each);
            ledger.planned(each);
        });
    }

    /** A producer that is started again issues the same document again, and it is refused again. */
    @Test
    void aDocumentThatIsRefusedAgainIsOneRefusal() {
        ledger.refused(letter(plan.document(7), RefusalReason.INVALID_SEAL), -1);
        ledger.refused(letter(plan.document(7), RefusalReason.INVALID_SEAL), -1);
        ledger.refused(letter(plan.document(8), RefusalReason.INVALID_SEAL), -1);

        assertThat(ledger.refusals()).containsEntry(RefusalReason.INVALID_SEAL, 2L);
    }

    @Test
    void everyDuplicateIsARefusalOfItsOwn() {
        ledger.refused(letter(plan.document(7), RefusalReason.DUPLICATE), -1);
        ledger.refused(letter(plan.document(7), RefusalReason.DUPLICATE), -1);

        assertThat(ledger.refusals()).containsEntry(RefusalReason.DUPLICATE, 2L);
    }

    private static DeadLetter letter(PlannedDocument document, RefusalReason reason) {
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setDetail("")
                .setRefusedBy(Role.ROUTER)
                .setScope(RefusalScope.DOCUMENT)
                .setDocumentId(document.id())
                .setSender(document.sender().code())
                .setAddressee(null)
                .setMedium(document.medium())
                .setIssuedAt(document.issuedAtMillis())
                .setTopic("truc.outbox")
                .setPartition(0)
                .setOffset(0)
                .setOriginalKey(null)
                .setOriginal(ByteBuffer.allocate(0))
                .build();
    }
}
