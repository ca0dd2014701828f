package vn.truc.simulator.audit;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.RegisterEntry;

/** What the topics say about each planned document. Not thread-safe. */
final class Ledger {

    /** What is planned for a document, in a byte; a refusal has the ordinal of its reason added. */
    private static final byte ELECTRONIC = 0;

    private static final byte PARALLEL = 1;
    private static final byte ON_PAPER = 2;
    private static final byte CLASSIFIED = 3;
    private static final byte REFUSED = 4;

    private final PlanIndex index;
    private final int documents;
    private final MonthCheck months;
    private final Violations violations;
    /** Where the deliveries of a document begin; one more entry holds the count of all. */
    private final int[] firstDelivery;

    private final byte[] planned;
    private final FaultAccount faults;
    private final BitSet copies = new BitSet();
    private final BitSet receipts = new BitSet();
    private final BitSet registered = new BitSet();
    /** By document: the ordinal of the reason for which it was refused, plus one. */
    private final byte[] refusedFor;
    /** By document: its place among what its sender issued, plus one. */
    private final int[] issuedAs;

    /** What was refused as a whole: of the plan each document once, as a producer that is started again has it refused again. */
    private final Map<RefusalReason, Long> refusals = new EnumMap<>(RefusalReason.class);

    private int issued;
    private long refusedDeliveries;

    /** @param documents how many documents of the plan, from the first, will be {@link #planned} */
    Ledger(int documents, PlanIndex index, MonthCheck months, Violations violations) {
        this.index = index;
        this.documents = documents;
        this.months = months;
        this.violations = violations;
        this.firstDelivery = new int[documents + 1];
        this.planned = new byte[documents];
        this.faults = new FaultAccount(documents);
        this.refusedFor = new byte[documents];
        this.issuedAs = new int[documents];
    }

    /** The plan has this document; called for each, in their order, before anything else. */
    void planned(PlannedDocument document) {
        int n = (int) document.n();
        months.planned(document);
        planned[n] = plannedAs(document);
        faults.planned(document);
        firstDelivery[n + 1] = Math.addExact(firstDelivery[n], document.deliveries());
    }

    private static byte plannedAs(PlannedDocument document) {
        Fate fate = document.fate();
        if (fate instanceof Fate.Refused refused) {
            return (byte) (REFUSED + refused.reason().ordinal());
        }
        if (fate instanceof Fate.Classified) {
            return CLASSIFIED;
        }
        if (fate instanceof Fate.OnPaper) {
            return ON_PAPER;
        }
        return document.medium() == Medium.PARALLEL ? PARALLEL : ELECTRONIC;
    }

    private boolean isDelivered(int n) {
        return planned[n] == ELECTRONIC || planned[n] == PARALLEL;
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

    /** An addressee confirmed: a document of the plan, or null when it has none of that id. */
    void confirmed(Receipt receipt, @Nullable PlannedDocument document) {
        int addressee = document == null ? -1 : document.addressees().indexOf(receipt.getAddressee());
        if (document == null || addressee < 0 || addressee >= document.deliveries()) {
            violations.add(
                    Guarantee.NO_FORGERY_DELIVERED,
                    receipt.getDocumentId() + ": receipt of " + receipt.getAddressee()
                            + ", which the plan does not know");
            return;
        }
        if (note(receipts, (int) document.n(), addressee, "confirmed") && receipt.getPrimary()) {
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

    /**
     * A document or a copy was refused.
     *
     * @param traced the number of the document whose trace the record carries, or -1
     */
    void refused(DeadLetter letter, long traced) {
        String id = letter.getDocumentId();
        PlannedDocument document = id == null ? null : index.find(id);
        faults.refused(letter, document == null ? traced : document.n());
        if (letter.getScope() == RefusalScope.COPY) {
            refusedDeliveries++;
            return;
        }
        if (document == null || letter.getReason() == RefusalReason.DUPLICATE) {
            refusals.merge(letter.getReason(), 1L, Long::sum);
            return;
        }
        int n = (int) document.n();
        if (refusedFor[n] == 0) {
            refusals.merge(letter.getReason(), 1L, Long::sum);
            Long issuedAt = letter.getIssuedAt();
            if (issuedAt != null) {
                months.refused(issuedAt);
            }
        }
        refusedFor[n] = (byte) (letter.getReason().ordinal() + 1);
    }

    /** For each fault that is planned: how many documents have it, and of how many it was found as planned. */
    Map<Fault, FaultCount> faults() {
        return faults.counts(n -> missing(n) == null);
    }

    /** A document was registered as on paper: one of the plan, or null when it has none of that id. */
    void registered(RegisterEntry entry, @Nullable PlannedDocument document) {
        if (document == null || planned[(int) document.n()] != (entry.getClassified() ? CLASSIFIED : ON_PAPER)) {
            violations.add(
                    Guarantee.EVERY_DOCUMENT_ACCOUNTED_FOR,
                    entry.getDocumentId() + ": registered as on paper, which is not its plan");
            return;
        }
        int n = (int) document.n();
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
        if (isDelivered(n)) {
            int from = firstDelivery[n];
            int to = firstDelivery[n + 1];
            return areAllSet(copies, from, to) && areAllSet(receipts, from, to) ? faults.missing(n) : undelivered(n);
        }
        if (planned[n] >= REFUSED) {
            RefusalReason reason = RefusalReason.values()[planned[n] - REFUSED];
            RefusalReason found = reasonOf(n);
            return found == reason ? null : "planned to be refused " + reason + ", is " + found;
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

    private String undelivered(int n) {
        RefusalReason refusal = reasonOf(n);
        if (refusal != null) {
            return "planned to be delivered, was refused " + refusal;
        }
        if (issuedAs[n] == 0) {
            return "planned to be delivered, not on the outbox";
        }
        List<String> addressees = index.document(n).addressees();
        int from = firstDelivery[n];
        int uncopied = copies.nextClearBit(from) - from;
        return uncopied < firstDelivery[n + 1] - from
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
        Map<Medium, Long> counts = new EnumMap<>(Medium.class);
        for (int n = 0; n < documents; n++) {
            if (isDelivered(n) && areAllSet(receipts, firstDelivery[n], firstDelivery[n + 1])) {
                counts.merge(planned[n] == PARALLEL ? Medium.PARALLEL : Medium.ELECTRONIC, 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Registered documents, those that are classified or those that are not. */
    long registeredDocuments(boolean classified) {
        return registered.stream()
                .filter(n -> (planned[n] == CLASSIFIED) == classified)
                .count();
    }
}
