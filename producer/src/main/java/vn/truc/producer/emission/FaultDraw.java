package vn.truc.producer.emission;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws which fault a document has. Immutable. */
final class FaultDraw {

    private final Fault[] faults;
    private final double[] upTo;
    private final long key;

    FaultDraw(Map<Fault, Double> shares, long key) {
        faults = shares.keySet().toArray(new Fault[0]);
        upTo = shares.values().stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 1; i < upTo.length; i++) {
            upTo[i] += upTo[i - 1];
        }
        this.key = key;
    }

    /** The fault of document {@code n}, if it goes electronically and would be delivered. */
    @Nullable
    Fault of(long n) {
        if (faults.length == 0) {
            return null;
        }
        double draw = Mix.unit(Mix.of(key, n));
        for (int i = 0; i < faults.length; i++) {
            if (draw < upTo[i]) {
                return faults[i];
            }
        }
        return null;
    }
}
