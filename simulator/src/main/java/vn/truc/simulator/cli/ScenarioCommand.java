package vn.truc.simulator.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.simulator.scenario.Scenarios;

@Command(name = "scenario", mixinStandardHelpOptions = true, header = "Lists, shows and validates scenarios.")
final class ScenarioCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list, show or validate?");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the built-in scenarios.")
    int list() {
        for (String name : Scenarios.builtIn()) {
            out().printf(Locale.ROOT, "%-12s %s%n", name, Scenarios.read(name).description());
        }
        return ExitCode.HELD.code();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a scenario as YAML, to begin a file of your own with.")
    int show(@Parameters(paramLabel = "SCENARIO") String scenario) {
        out().print(Scenarios.text(scenario));
        return ExitCode.HELD.code();
    }

    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Names everything that is wrong with a scenario, or says what it comes to.")
    int validate(@Parameters(paramLabel = "SCENARIO") String name) {
        Scenario scenario = Scenarios.read(name);
        Plan plan = new Plan(scenario, 1);
        out().printf(
                        Locale.ROOT,
                        "%s is valid: %,d agencies, %,d documents in %,d s, electronic share %.2f %%, paperless %.2f %%%n",
                        name,
                        scenario.topology().size(),
                        plan.documents(),
                        plan.schedule().durationNanos() / 1_000_000_000,
                        scenario.plannedElectronicShare() * 100,
                        scenario.plannedPaperlessShare() * 100);
        return ExitCode.HELD.code();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
