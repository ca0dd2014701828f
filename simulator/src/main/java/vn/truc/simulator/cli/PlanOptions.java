package vn.truc.simulator.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.RateRange;
import vn.truc.producer.emission.Scenario;
import vn.truc.simulator.scenario.FaultsReader;
import vn.truc.simulator.scenario.Quantities;
import vn.truc.simulator.scenario.ScenarioFile;
import vn.truc.simulator.scenario.Scenarios;

/** What is issued. All roles and the audit of one exchange are given the same. */
final class PlanOptions {

    @Mixin
    final ScenarioOptions issued = new ScenarioOptions();

    @ArgGroup
    @Nullable
    Shape shape;

    @ArgGroup
    @Nullable
    Length length;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description =
                    "Documents due in this time from the start are left out of the latencies of a run, such as 10s.")
    @Nullable
    String warmUp;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            description = "What is wrong with some of the documents, in place of the scenario's own: "
                    + FaultsReader.FORM + ". A share that is not given is 0.001.")
    @Nullable
    String faults;

    /** How fast: one or the other, in place of the scenario's load. */
    static final class Shape {

        @Option(names = "--rate", paramLabel = "RATE", description = "Documents a second, such as 5000 or 30/min.")
        @Nullable
        String rate;

        @Option(
                names = "--ramp",
                paramLabel = "FROM..TO",
                description = "A rate that rises or falls evenly over the whole duration, such as 100..20000.")
        @Nullable
        String ramp;
    }

    /** How much of it: one or the other. */
    static final class Length {

        @Option(
                names = "--duration",
                paramLabel = "TIME",
                description = "How long documents are issued, such as 30s or 2m.")
        @Nullable
        String duration;

        @Option(names = "--documents", paramLabel = "N", description = "How many documents are issued.")
        @Nullable
        Long documents;
    }

    /** The plan that the options describe. */
    Plan plan() {
        return new Plan(scenario(), issued.seed);
    }

    /** The options that tell another process the same plan with this seed. */
    List<String> arguments(long seed) {
        List<String> arguments = issued.arguments(seed);
        add(arguments, "--rate", shape == null ? null : shape.rate);
        add(arguments, "--ramp", shape == null ? null : shape.ramp);
        add(arguments, "--duration", length == null ? null : length.duration);
        add(arguments, "--documents", length == null ? null : length.documents);
        add(arguments, "--warm-up", warmUp);
        add(arguments, "--faults", faults);
        return arguments;
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.addAll(List.of(option, value.toString()));
        }
    }

    /** The scenario with what the options change. */
    Scenario scenario() {
        return changed(Scenarios.read(issued.scenario));
    }

    /** The scenario with what the options change, and its thresholds. */
    ScenarioFile file() {
        ScenarioFile read = Scenarios.readFile(issued.scenario);
        return new ScenarioFile(changed(read.scenario()), read.thresholds());
    }

    private Scenario changed(Scenario planned) {
        // first: the moments of faults that are not asked for need not lie within the load that is
        Scenario read = faults == null ? planned : planned.withFaults(Faults.NONE);
        if (shape != null && shape.rate != null) {
            read = read.withRate(Rate.parse(shape.rate));
        }
        RateRange ramp = shape == null || shape.ramp == null ? null : RateRange.parse(shape.ramp);
        if (ramp != null) {
            read = read.withRamp(ramp);
        }
        if (length != null && length.duration != null) {
            read = read.withDuration(Quantities.duration(length.duration));
            // a duration is that of the whole ramp, and cuts nothing off it
            read = ramp == null ? read : read.withRamp(ramp);
        }
        if (length != null && length.documents != null) {
            read = read.withDocuments(length.documents);
        }
        if (warmUp != null) {
            read = read.withWarmUp(Quantities.duration(warmUp));
        }
        read = issued.sealed(read);
        return faults == null ? read : FaultsReader.parse(faults, read);
    }
}
