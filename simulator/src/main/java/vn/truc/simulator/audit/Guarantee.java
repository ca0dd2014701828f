package vn.truc.simulator.audit;

/** What the audit promises or denies. */
public enum Guarantee {
    /** Each document was delivered to all its addressees, or refused for the planned reason, or is on paper. */
    EVERY_DOCUMENT_ACCOUNTED_FOR("everyDocumentAccountedFor"),
    /** No addressee has a document twice. */
    NO_DUPLICATE_DELIVERED("noDuplicateDelivered"),
    /** What was delivered is byte for byte what was planned and issued. */
    NO_FORGERY_DELIVERED("noForgeryDelivered"),
    /** Each copy stands in its addressee's inbox and came over the right hubs. */
    NONE_MISROUTED("noneMisrouted"),
    /** Each addressee has the documents of a sender in the order in which they were issued. */
    SENDER_ORDER_KEPT("senderOrderKept"),
    /** The counts of each agency are exactly those of the plan. */
    SHARE_MATCHES_PLAN("shareMatchesPlan");

    private final String label;

    Guarantee(String label) {
        this.label = label;
    }

    /** As reports write it. */
    public String label() {
        return label;
    }
}
