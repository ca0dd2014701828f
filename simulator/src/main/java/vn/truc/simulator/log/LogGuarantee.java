package vn.truc.simulator.log;

/** What the log of an exchange proves or denies. */
public enum LogGuarantee {
    /** Each record of the outbox was accepted once, with a copy or a refusal for each addressee, or refused once. */
    ONE_FATE_EACH("oneFateEach"),
    /** What was refused had to be, and for this reason. */
    REFUSALS_JUSTIFIED("refusalsJustified"),
    /** Each copy is byte for byte a document that stands on the outbox under a valid seal of its sender. */
    DELIVERIES_GENUINE("deliveriesGenuine"),
    /** No addressee has a document twice. */
    NO_DUPLICATE_DELIVERED("noDuplicateDelivered"),
    /** Each copy stands in the inbox and the partition of an agency that its sender addressed it to. */
    NONE_MISROUTED("noneMisrouted"),
    /** Copies stand in their inboxes in the order of the outbox, without inversion. */
    ORDER_KEPT("orderKept"),
    /** Each copy was answered once by its addressee, and nothing else was answered. */
    RECEIPTS_FOLLOW("receiptsFollow"),
    /** The counts of each agency are what receipts, register and refusals come to. */
    SHARES_FOLLOW("sharesFollow");

    private final String label;

    LogGuarantee(String label) {
        this.label = label;
    }

    /** As reports write it. */
    public String label() {
        return label;
    }
}
