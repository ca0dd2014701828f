package vn.truc.producer.emission;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;

/** What must hold between the parts of a scenario. */
final class ScenarioChecks {

    private static final long DOCUMENTS_MAX = 1_000_000_000_000L;
    private static final int PHASES_MAX = 100_000;
    /** At each of them a plan keeps the numbers of all series of all agencies: a megabyte for a whole country. */
    private static final int CHANGES_MAX = 64;

    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private ScenarioChecks() {}

    static void load(List<LoadPhase> load, SimulatedClock clock, Check check) {
        check.that(!load.isEmpty(), "load", "nothing", "at least one phase");
        check.that(load.size() <= PHASES_MAX, "load", load.size() + " phases", "at most " + PHASES_MAX);
        if (load.isEmpty()) {
            return;
        }
        double documents = load.stream().mapToDouble(LoadPhase::documents).sum();
        check.that(documents > 0, "load", "no documents", "a load in which at least one document is due");
        check.that(documents <= DOCUMENTS_MAX, "load", documents + " documents", "at most " + DOCUMENTS_MAX);
        double seconds = load.stream().mapToDouble(LoadPhase::durationNanos).sum() / 1e9;
        check.that(
                seconds <= LoadPhase.DURATION_MAX.toSeconds(),
                "load",
                (long) seconds + " s",
                "at most " + LoadPhase.DURATION_MAX.toDays() + "d in all");
        check.that(
                clock.start().getEpochSecond() + seconds * clock.speed() < LAST.getEpochSecond(),
                "clock.speed",
                clock.speed(),
                "a speed at which the load of " + (long) seconds + " s ends before the year 9999");
    }

    /** @param prefix what stands before the keys of the mix, such as {@code load[3].mix.} */
    static void mix(String prefix, Topology topology, DocumentMix mix, Check check) {
        weights(prefix + "documentTypes", mix.documentTypes(), check);
        weights(prefix + "priorities", mix.priorities(), check);
        levels(prefix + "levels", topology, mix.levels(), check);
        addressing(prefix + "addressing", topology, mix.levels(), mix.addressing(), check);
    }

    /** The mixes of phases that have their own, each once. */
    static void mixesOf(List<LoadPhase> load, DocumentMix usual, Topology topology, Check check) {
        Set<DocumentMix> known = new HashSet<>(List.of(usual));
        DocumentMix last = usual;
        int changes = 0;
        for (int phase = 0; phase < load.size(); phase++) {
            DocumentMix mix = load.get(phase) instanceof MixedPhase mixed ? mixed.mix() : usual;
            if (known.add(mix)) {
                mix("load[" + phase + "].mix.", topology, mix, check);
            }
            changes += mix.equals(last) ? 0 : 1;
            last = mix;
        }
        check.that(
                changes <= CHANGES_MAX,
                "load",
                changes + " changes of the mix",
                "at most " + CHANGES_MAX + "; phases of one mix that follow each other are none");
    }

    private static void weights(String key, Map<? extends Enum<?>, Integer> weights, Check check) {
        check.that(!weights.isEmpty(), key, "nothing", "at least one, with its weight");
        weights.forEach((of, weight) -> check.that(
                weight >= 1 && weight <= LevelMix.WEIGHT_MAX,
                key + "." + Labels.of(of),
                weight,
                "a weight from 1 to " + LevelMix.WEIGHT_MAX));
        dealable(key, weights.values().stream().mapToInt(Integer::intValue).toArray(), check);
    }

    private static void levels(String key, Topology topology, Map<AdministrativeLevel, LevelMix> levels, Check check) {
        check.that(!levels.isEmpty(), key, "nothing", "at least one level that issues documents");
        dealable(key, levels.values().stream().mapToInt(LevelMix::weight).toArray(), check);
        for (AdministrativeLevel level : levels.keySet()) {
            int[] weights = topology.weighted().stream()
                    .filter(weighted -> weighted.agency().level() == level)
                    .mapToInt(WeightedAgency::weight)
                    .toArray();
            check.that(
                    Deal.sum(weights) > 0,
                    key + "." + Labels.of(level),
                    "a level without an agency that issues",
                    "a level of topology " + topology.name());
            dealable(key + "." + Labels.of(level), weights, check);
        }
    }

    private static void addressing(
            String prefix,
            Topology topology,
            Map<AdministrativeLevel, LevelMix> levels,
            Map<AdministrativeLevel, List<AddressingPattern>> addressing,
            Check check) {
        Addressing patterns = new Addressing(topology, addressing);
        for (AdministrativeLevel level : levels.keySet()) {
            String key = prefix + "." + Labels.of(level);
            boolean named =
                    addressing.containsKey(level) && !addressing.get(level).isEmpty();
            check.that(named, key, "nothing", "at least one pattern, since this level issues documents");
            for (int sender = 0; named && sender < topology.size(); sender++) {
                Agency agency = topology.agency(sender);
                if (agency.level() == level && topology.weighted().get(sender).weight() > 0) {
                    check.that(
                            patterns.hasAddressees(sender),
                            key,
                            "patterns that leave " + agency.code() + " without an addressee",
                            "a pattern with somebody to write to for every agency of the level");
                }
            }
        }
    }

    private static void dealable(String key, int[] weights, Check check) {
        long size = Deal.sum(weights) / Math.max(1, Deal.commonDivisor(weights));
        check.that(
                size <= Deal.SIZE_MAX,
                key,
                "weights that add up to " + size,
                "weights that add up to at most " + Deal.SIZE_MAX + " once divided by what they have in common");
    }
}
