package vn.truc.simulator.audit;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.RegisterEntry;

/** What the topics say about each planned document. Not thread-safe. */
final class Ledger {

    private final PlanIndex index;
    private final int documents;
    private final MonthCheck months;
    private final Violations violations;
    /** Where the deliveries of a document begin; one more entry holds the count of all. */
    private final int[] firstDelivery;

    private final BitSet copies = new BitSet();
    private final BitSet receipts = new BitSet();
    private final BitSet registered = new BitSet();
    /** By document: the ordinal of the reason for which it was refused, plus one. */
    private final byte[] refusedFor;
    /** By document: its place among what its sender issued, plus one. */
    private final int[] issuedAs;

    private final Map<RefusalReason, Long> refusals = new EnumMap<>(RefusalReason.class);
    private int issued;
    private long refusedDeliveries;

    Ledger(Plan plan, int documents, PlanIndex index, MonthCheck months, Violations violations) {
        this.index = index;
        this.documents = documents;
        this.months = months;
        this.violations = violations;
        this.firstDelivery = new int[documents + 1];
        this.refusedFor = new byte[documents];
        this.issuedAs = new int[documents];
        for (int n = 0; n < documents; n++) {
            PlannedDocument document = plan.document(n);
            months.planned(document);
            int planned = document.fate() instanceof Fate.Delivered
                    ? document.addressees().size()
                    : 0;
            firstDelivery[n + 1] = Math.addExact(firstDelivery[n], planned);
        }
    }

    /** A document stands on the outbox; a repetition changes nothing. */
    void issued(int n) {
        if (issuedAs[n] == 0) {
            issuedAs[n] = ++issued;
        }
    }

    /** The place of a document on the outbox, from 1; 0 when it is not there. */
    int placeOf(int n) {
        return issuedAs[n];
    }

    /** A copy stands in the inbox of the document's addressee with this place in its list. */
    void copied(int n, int addressee) {
        note(copies, n, addressee, "in the inbox");
    }

    /** An addressee confirmed. */
    void confirmed(Receipt receipt) {
        int n = index.find(receipt.getDocumentId());
        int addressee =
                n == PlanIndex.ABSENT ? -1 : index.document(n).addressees().indexOf(receipt.getAddressee());
        if (addressee < 0 || firstDelivery[n] == firstDelivery[n + 1]) {
            violations.add(
                    Guarantee.NO_FORGERY_DELIVERED,
                    receipt.getDocumentId() + ": receipt of " + receipt.getAddressee()
                            + ", which the plan does not know");
            return;
        }
        if (note(receipts, n, addressee, "confirmed") && receipt.getPrimary()) {
            months.confirmed(receipt.getMedium(), receipt.getIssuedAt());
        }
    }

    /** Returns whether it is the first. */
    private boolean note(BitSet deliveries, int n, int addressee, String what) {
        int delivery = firstDelivery[n] + addressee;
        boolean first = !deliveries.get(delivery);
        if (!first) {
            PlannedDocument document = index.document(n);
            violations.add(
                    Guarantee.NO_DUPLICATE_DELIVERED,
                    document.id() + ": twice " + what + " for "
                            + document.addressees().get(addressee));
        }
        deliveries.set(delivery);
        return first;
    }

    /** A document or a copy was refused. */
    void refused(DeadLetter letter) {
        if (letter.getScope() == RefusalScope.COPY) {
            refusedDeliveries++;
            return;
        }
        refusals.merge(letter.getReason(), 1L, Long::sum);
        String id = letter.getDocumentId();
        int n = id == null ? PlanIndex.ABSENT : index.find(id);
        if (n != PlanIndex.ABSENT && letter.getReason() != RefusalReason.DUPLICATE) {
            Long issuedAt = letter.getIssuedAt();
            if (refusedFor[n] == 0 && issuedAt != null) {
                months.refused(issuedAt);
            }
            refusedFor[n] = (byte) (letter.getReason().ordinal() + 1);
        }
    }

    /** A document was registered as on paper. */
    void registered(RegisterEntry entry) {
        int n = index.find(entry.getDocumentId());
        if (n == PlanIndex.ABSENT
                || index.document(n).classified() != entry.getClassified()
                || index.document(n).isElectronic()) {
            violations.add(
                    Guarantee.EVERY_DOCUMENT_ACCOUNTED_FOR,
                    entry.getDocumentId() + ": registered as on paper, which is not its plan");
            return;
        }
        if (!registered.get(n) && !entry.getClassified()) {
            months.registered(entry.getIssuedAt());
        }
        registered.set(n);
    }

    /** Whether nothing is missing any more. */
    boolean isComplete() {
        for (int n = 0; n < documents; n++) {
            if (missing(n) != null) {
                return false;
            }
        }
        return true;
    }

    /** Reports every document that is not accounted for. */
    void close() {
        for (int n = 0; n < documents; n++) {
            String missing = missing(n);
            if (missing != null) {
                violations.add(
                        Guarantee.EVERY_DOCUMENT_ACCOUNTED_FOR,
                        index.document(n).id() + ": " + missing);
            }
        }
    }

    private @Nullable String missing(int n) {
        int from = firstDelivery[n];
        int to = firstDelivery[n + 1];
        if (from < to && areAllSet(copies, from, to) && areAllSet(receipts, from, to)) {
            return null;
        }
        PlannedDocument document = index.document(n);
        if (document.fate() instanceof Fate.Delivered) {
            return undelivered(n, document);
        }
        if (document.fate() instanceof Fate.Refused planned) {
            RefusalReason found = reasonOf(n);
            return found == planned.reason() ? null : "planned to be refused " + planned.reason() + ", is " + found;
        }
        return registered.get(n) ? null : "planned on paper, not in the register";
    }

    /** Bit by bit: the search for the next clear bit would run on through all deliveries behind {@code to}. */
    private static boolean areAllSet(BitSet deliveries, int from, int to) {
        for (int delivery = from; delivery < to; delivery++) {
            if (!deliveries.get(delivery)) {
                return false;
            }
        }
        return true;
    }

    private String undelivered(int n, PlannedDocument document) {
        RefusalReason refusal = reasonOf(n);
        if (refusal != null) {
            return "planned to be delivered, was refused " + refusal;
        }
        if (issuedAs[n] == 0) {
            return "planned to be delivered, not on the outbox";
        }
        List<String> addressees = document.addressees();
        int from = firstDelivery[n];
        int uncopied = copies.nextClearBit(from) - from;
        return uncopied < addressees.size()
                ? "no copy for " + addressees.get(uncopied)
                : "no receipt of " + addressees.get(receipts.nextClearBit(from) - from);
    }

    private @Nullable RefusalReason reasonOf(int n) {
        return refusedFor[n] == 0 ? null : RefusalReason.values()[refusedFor[n] - 1];
    }

    long delivered() {
        return receipts.cardinality();
    }

    long refusedDeliveries() {
        return refusedDeliveries;
    }

    Map<RefusalReason, Long> refusals() {
        return refusals;
    }

    /** Documents that reached all their addressees, by medium. */
    Map<Medium, Long> deliveredDocuments() {
        Map<Medium, Long> counts = new HashMap<>();
        for (int n = 0; n < documents; n++) {
            if (firstDelivery[n] < firstDelivery[n + 1]
                    && areAllSet(receipts, firstDelivery[n], firstDelivery[n + 1])) {
                counts.merge(index.document(n).medium(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Registered documents, those that are classified or those that are not. */
    long registeredDocuments(boolean classified) {
        return registered.stream()
                .filter(n -> index.document(n).classified() == classified)
                .count();
    }
}
