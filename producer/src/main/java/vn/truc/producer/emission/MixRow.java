package vn.truc.producer.emission;

import java.util.Arrays;
import vn.truc.schemas.avro.Priority;

/**
 * The endless row of documents of one mix. A plan takes it up wherever the mix holds and goes on with it where it left
 * off, so that a mix comes to its shares over all its documents, in whatever phases they stand. Immutable.
 */
final class MixRow {

    private final Strata strata;
    private final Addressing addressing;
    private final BodySizes body;
    private final Priority[] priorities;
    private final int[] prioritiesUpTo;

    MixRow(DocumentMix mix, Strata strata, Addressing addressing) {
        this.strata = strata;
        this.addressing = addressing;
        this.body = mix.body();
        priorities = mix.priorities().keySet().toArray(new Priority[0]);
        prioritiesUpTo =
                mix.priorities().values().stream().mapToInt(Integer::intValue).toArray();
        Arrays.parallelPrefix(prioritiesUpTo, Integer::sum);
    }

    Strata strata() {
        return strata;
    }

    Addressing addressing() {
        return addressing;
    }

    BodySizes body() {
        return body;
    }

    Priority priority(long draw) {
        int weight = Mix.below(draw, prioritiesUpTo[prioritiesUpTo.length - 1]);
        int chosen = 0;
        while (prioritiesUpTo[chosen] <= weight) {
            chosen++;
        }
        return priorities[chosen];
    }
}
