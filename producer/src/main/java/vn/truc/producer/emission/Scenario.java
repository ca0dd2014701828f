package vn.truc.producer.emission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.seal.SealMethod;

/**
 * What a run issues: who exists, what they write to whom, and under which load. Immutable.
 *
 * @param name how reports call it, 1 to 64 characters
 * @param description for a person
 * @param topology who exists
 * @param clock how the time of the run maps to simulated time
 * @param load phases in order, at least one
 * @param levels what each level issues; a level that is missing only receives. This and the next three, and {@code body},
 *     are the usual mix of documents; a {@link MixedPhase} of the load has its own
 * @param documentTypes how often each type is issued, relative to the others
 * @param priorities how often each priority occurs, relative to the others
 * @param addressing for each issuing level, its usual addressees
 * @param body how long bodies are
 * @param seal how documents are sealed
 * @param window spans of simulated time with counts of their own
 * @param limits what the exchange takes at most
 * @param target the electronic share by which the programme is judged, 0 to 1
 * @param partitions of every topic, 1 to 1,000
 * @param warmUp documents due in this time from the start are issued, counted and audited as all others, and left out of
 *     latencies; from nothing to {@link LoadPhase#DURATION_MAX}
 * @param faults what is wrong with which part of the documents
 */
public record Scenario(
        String name,
        String description,
        Topology topology,
        SimulatedClock clock,
        List<LoadPhase> load,
        Map<AdministrativeLevel, LevelMix> levels,
        Map<DocumentType, Integer> documentTypes,
        Map<Priority, Integer> priorities,
        Map<AdministrativeLevel, List<AddressingPattern>> addressing,
        BodySizes body,
        Sealing seal,
        ShareWindow window,
        Limits limits,
        double target,
        int partitions,
        Duration warmUp,
        Faults faults) {

    /** The electronic share that the seed's programme aimed at. */
    public static final double TARGET_DEFAULT = 0.90;

    /** Partitions of every topic where the scenario does not say. */
    public static final int PARTITIONS_DEFAULT = 6;

    /** How long a run warms up where the scenario does not say: every document is in the latencies. */
    public static final Duration WARM_UP_DEFAULT = Duration.ZERO;

    private static final int PARTITIONS_MAX = 1_000;
    private static final int NAME_LENGTH_MAX = 64;

    /** @throws InvalidSettingException naming everything that does not fit together */
    public Scenario {
        load = List.copyOf(load);
        DocumentMix usual = new DocumentMix(levels, documentTypes, priorities, addressing, body);
        levels = usual.levels();
        documentTypes = usual.documentTypes();
        priorities = usual.priorities();
        addressing = usual.addressing();
        Check check = new Check()
                .that(
                        !name.isBlank() && name.length() <= NAME_LENGTH_MAX,
                        "name",
                        "'" + name + "'",
                        "1 to " + NAME_LENGTH_MAX + " characters")
                .that(target >= 0 && target <= 1, "target", target, "a share from 0 to 1")
                .that(
                        partitions >= 1 && partitions <= PARTITIONS_MAX,
                        "topics.partitions",
                        partitions,
                        "1 to " + PARTITIONS_MAX)
                .that(
                        !warmUp.isNegative() && warmUp.compareTo(LoadPhase.DURATION_MAX) <= 0,
                        "warmUp",
                        warmUp,
                        "0s to " + LoadPhase.DURATION_MAX.toDays() + "d");
        ScenarioChecks.load(load, clock, check);
        ScenarioChecks.mix("", topology, usual, check);
        ScenarioChecks.mixesOf(load, usual, topology, check);
        if (check.holds()) {
            faults.check(seal, Duration.ofNanos(new Schedule(load).durationNanos()), clock, check);
        }
        check.done();
    }

    /** What documents are like in every phase that does not have a mix of its own. */
    public DocumentMix mix() {
        return new DocumentMix(levels, documentTypes, priorities, addressing, body);
    }

    /**
     * The electronic share that the scenario comes to: (electronic + parallel) / all that is not classified. Documents
     * that are planned too long for {@link #limits}, or with a fault for which they are refused, lower the share of a run
     * below it; {@link PlanTotals} knows them.
     */
    public double plannedElectronicShare() {
        return plannedShare(true);
    }

    /** The paperless share that the scenario comes to: electronic / all that is not classified. */
    public double plannedPaperlessShare() {
        return plannedShare(false);
    }

    private double plannedShare(boolean withParallel) {
        DocumentMix usual = mix();
        double counted = 0;
        double all = 0;
        for (LoadPhase phase : load) {
            DocumentMix mix = phase instanceof MixedPhase mixed ? mixed.mix() : usual;
            counted += phase.documents() * mix.electronicPart(withParallel);
            all += phase.documents() * mix.openPart();
        }
        return all == 0 ? Double.NaN : counted / all;
    }

    /** The scenario under one constant rate for as long as its load lasts, in its usual mix. */
    public Scenario withRate(Rate rate) {
        return withLoad(List.of(new ConstantRate(rate, duration())));
    }

    /** The scenario under one ramp for as long as its load lasts, in its usual mix. */
    public Scenario withRamp(RateRange rates) {
        return withLoad(List.of(new LinearRamp(rates.from(), rates.to(), duration())));
    }

    /** How long the load lasts. */
    public Duration duration() {
        return Duration.ofNanos(new Schedule(load).durationNanos());
    }

    /** The scenario with its load cut after {@code duration}, or its last phase going on until then. */
    public Scenario withDuration(Duration duration) {
        List<LoadPhase> phases = new ArrayList<>();
        Duration left = duration;
        for (LoadPhase phase : load) {
            boolean last = phases.size() == load.size() - 1;
            if (last || left.toNanos() <= phase.durationNanos()) {
                phases.add(phase.lasting(left));
                break;
            }
            phases.add(phase);
            left = left.minusNanos(phase.durationNanos());
        }
        return withLoad(phases);
    }

    /**
     * The scenario with its load cut after so many documents, or its last phase going on until then.
     *
     * @throws InvalidSettingException when {@code documents} is less than 1, or more than the last phase can hold
     */
    public Scenario withDocuments(long documents) {
        new Check().that(documents >= 1, "documents", documents, "at least 1").done();
        List<LoadPhase> phases = new ArrayList<>();
        long left = documents;
        for (LoadPhase phase : load) {
            boolean last = phases.size() == load.size() - 1;
            if (last || left <= phase.documents()) {
                phases.add(phase.until(left));
                break;
            }
            phases.add(phase);
            left -= phase.documents();
        }
        return withLoad(phases);
    }

    /** The scenario with other phases. */
    public Scenario withLoad(List<LoadPhase> phases) {
        return with(phases, seal, warmUp, faults);
    }

    /** The scenario sealed in another way, by the same roles. */
    public Scenario withSeal(SealMethod method) {
        return with(load, new Sealing(method, seal.roles()), warmUp, faults);
    }

    /** The scenario with another time whose documents are left out of latencies. */
    public Scenario withWarmUp(Duration newWarmUp) {
        return with(load, seal, newWarmUp, faults);
    }

    /** The scenario with other faults. */
    public Scenario withFaults(Faults newFaults) {
        return with(load, seal, warmUp, newFaults);
    }

    private Scenario with(List<LoadPhase> newLoad, Sealing newSeal, Duration newWarmUp, Faults newFaults) {
        return new Scenario(
                name,
                description,
                topology,
                clock,
                newLoad,
                levels,
                documentTypes,
                priorities,
                addressing,
                body,
                newSeal,
                window,
                limits,
                target,
                partitions,
                newWarmUp,
                newFaults);
    }
}
