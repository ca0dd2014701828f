package vn.truc.consumer.share;

/**
 * How many documents and deliveries of one sender, or of several together, were counted.
 *
 * <p>Documents and deliveries are two accounts: a document is counted once, a delivery once for each addressee.
 *
 * @param electronic documents that went electronically only
 * @param parallel documents that went electronically and on paper
 * @param paper documents that went on paper only; classified ones are nowhere
 * @param refused documents that were issued electronically and refused
 * @param delivered copies that their addressee verified
 * @param refusedDeliveries copies that were refused one by one; a document that was refused as a whole had no copies
 */
public record Counts(long electronic, long parallel, long paper, long refused, long delivered, long refusedDeliveries) {

    /** Nothing counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** These and {@code more} together. */
    public Counts plus(Counts more) {
        return new Counts(
                electronic + more.electronic,
                parallel + more.parallel,
                paper + more.paper,
                refused + more.refused,
                delivered + more.delivered,
                refusedDeliveries + more.refusedDeliveries);
    }

    /** These without {@code less}, which was counted in before. */
    public Counts minus(Counts less) {
        return new Counts(
                electronic - less.electronic,
                parallel - less.parallel,
                paper - less.paper,
                refused - less.refused,
                delivered - less.delivered,
                refusedDeliveries - less.refusedDeliveries);
    }

    /** All documents, which is what the shares are shares of. */
    public long documents() {
        return electronic + parallel + paper + refused;
    }

    /**
     * The part of the documents that went electronically, with or without paper beside: what reports state.
     *
     * @return 0 to 1, or {@link Double#NaN} when there are no documents
     */
    public double electronicShare() {
        return shareOf(electronic + parallel);
    }

    /**
     * The part of the documents that went without any paper: the stricter figure.
     *
     * @return 0 to 1, or {@link Double#NaN} when there are no documents
     */
    public double paperlessShare() {
        return shareOf(electronic);
    }

    private double shareOf(long part) {
        long all = documents();
        return all == 0 ? Double.NaN : (double) part / all;
    }
}
