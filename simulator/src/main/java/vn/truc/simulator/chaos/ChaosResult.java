package vn.truc.simulator.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of one or several disturbed exchanges.
 *
 * @param runs how many
 * @param disturbances how often each was done
 * @param faults documents with a planned fault, by its label
 * @param issued documents
 * @param delivered copies
 * @param lost documents or copies that are missing
 * @param duplicated copies that an addressee has twice
 * @param forged copies that are not what was issued
 * @param violations everything that broke a guarantee, each with the seed of its run
 */
public record ChaosResult(
        int runs,
        Map<Disturbance, Integer> disturbances,
        Map<String, Long> faults,
        long issued,
        long delivered,
        long lost,
        long duplicated,
        long forged,
        List<String> violations) {

    /** Of no run at all. */
    public static final ChaosResult NONE = new ChaosResult(0, Map.of(), Map.of(), 0, 0, 0, 0, 0, List.of());

    /** Of one run that did not come to its audit. */
    public static ChaosResult broken(String why) {
        return new ChaosResult(1, Map.of(), Map.of(), 0, 0, 0, 0, 0, List.of(why));
    }

    /** Whether every guarantee held in every run. */
    public boolean held() {
        return violations.isEmpty();
    }

    /** These and others together. */
    public ChaosResult plus(ChaosResult other) {
        Map<Disturbance, Integer> all = new EnumMap<>(Disturbance.class);
        all.putAll(disturbances);
        other.disturbances.forEach((kind, count) -> all.merge(kind, count, Integer::sum));
        Map<String, Long> allFaults = new TreeMap<>(faults);
        other.faults.forEach((fault, count) -> allFaults.merge(fault, count, Long::sum));
        return new ChaosResult(
                runs + other.runs,
                all,
                allFaults,
                issued + other.issued,
                delivered + other.delivered,
                lost + other.lost,
                duplicated + other.duplicated,
                forged + other.forged,
                Stream.concat(violations.stream(), other.violations.stream()).toList());
    }
}
