package vn.truc.producer.emission;

import java.util.OptionalDouble;

/**
 * Documents as they will be counted, each once.
 *
 * @param electronic delivered electronically only
 * @param parallel delivered electronically, and on paper
 * @param paper on paper only, classified ones not among them
 * @param refused issued electronically or in parallel, and refused
 * @param classified outside every share
 * @param deliveries copies of the electronic and parallel documents that are delivered
 * @param refusedDeliveries copies of them that are refused on their own
 */
public record PlannedCounts(
        long electronic,
        long parallel,
        long paper,
        long refused,
        long classified,
        long deliveries,
        long refusedDeliveries) {

    /** Nothing at all. */
    public static final PlannedCounts NONE = new PlannedCounts(0, 0, 0, 0, 0, 0, 0);

    /** All documents, classified ones among them. */
    public long documents() {
        return counted() + classified;
    }

    /** The documents that shares are of. */
    public long counted() {
        return electronic + parallel + paper + refused;
    }

    /** (electronic + parallel) / counted; empty where nothing is counted. */
    public OptionalDouble electronicShare() {
        return share(electronic + parallel);
    }

    /** electronic / counted; empty where nothing is counted. */
    public OptionalDouble paperlessShare() {
        return share(electronic);
    }

    /** Both together. */
    public PlannedCounts plus(PlannedCounts other) {
        return new PlannedCounts(
                electronic + other.electronic,
                parallel + other.parallel,
                paper + other.paper,
                refused + other.refused,
                classified + other.classified,
                deliveries + other.deliveries,
                refusedDeliveries + other.refusedDeliveries);
    }

    private OptionalDouble share(long of) {
        return counted() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) of / counted());
    }
}
