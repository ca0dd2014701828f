package vn.truc.producer.emission;

import java.util.List;
import java.util.stream.IntStream;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * The agencies of one level, and how its documents are dealt to them; the same in every mix, since the weight of an agency
 * is the topology's. Immutable.
 */
final class Senders {

    private final int[] members;
    private final Deal deal;

    Senders(Topology topology, AdministrativeLevel level, long key) {
        List<WeightedAgency> agencies = topology.weighted();
        members = IntStream.range(0, agencies.size())
                .filter(i -> agencies.get(i).agency().level() == level)
                .toArray();
        deal = new Deal(IntStream.of(members).map(i -> agencies.get(i).weight()).toArray(), key);
    }

    /** Their indexes in the topology. Not to be changed. */
    int[] members() {
        return members;
    }

    /** The documents of the level, dealt to {@link #members}. */
    Deal deal() {
        return deal;
    }
}
