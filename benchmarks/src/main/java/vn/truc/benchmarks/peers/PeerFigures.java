package vn.truc.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one peer did in all counted rounds.
 *
 * @param documents in each round
 * @param rounds at least one
 */
record PeerFigures(String name, long documents, List<Measurement> rounds) {

    PeerFigures {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(name + " has no counted round");
        }
    }

    /** Documents a second, round by round. */
    List<Double> perSecond() {
        return rounds.stream().map(Measurement::perSecond).toList();
    }

    double medianPerSecond() {
        return median(Measurement::perSecond);
    }

    double medianCpuMicros() {
        return median(Measurement::cpuMicrosPerDocument);
    }

    private double median(ToDoubleFunction<Measurement> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
