package vn.truc.simulator.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.truc.producer.emission.Scenario;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;
import vn.truc.simulator.scenario.Scenarios;

/** What documents are issued and how they are sealed, whatever the load. */
final class ScenarioOptions {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "A built-in scenario (truc scenario list) or a file (default: ${DEFAULT-VALUE}).")
    String scenario = Scenarios.DEFAULT;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed issues the same documents (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--seal",
            paramLabel = "SCHEME",
            description = "ed25519, ecdsa-p256, rsa-2048, or none for an unsigned baseline.")
    @Nullable
    String seal;

    @Option(
            names = "--batching",
            paramLabel = "BATCHING",
            description = "each: a signature for each document; merkle: for a tree of documents.")
    @Nullable
    Batching batching;

    /** The options that tell another process the same documents with this seed. */
    List<String> arguments(long otherSeed) {
        List<String> arguments = new ArrayList<>(List.of(scenario, "--seed", Long.toString(otherSeed)));
        if (seal != null) {
            arguments.addAll(List.of("--seal", seal));
        }
        if (batching != null) {
            arguments.addAll(List.of("--batching", batching.label()));
        }
        return arguments;
    }

    /** A scenario with what the options change of its seals. */
    Scenario sealed(Scenario scenario) {
        return scenario.withSeal(method(scenario.seal().method()));
    }

    private SealMethod method(SealMethod planned) {
        return new SealMethod(
                seal == null ? planned.scheme() : SealMethod.schemeOf(seal),
                batching == null ? planned.batching() : batching);
    }
}
