package vn.truc.simulator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vn.truc.console.Console;
import vn.truc.console.ConsoleOptions;
import vn.truc.console.feed.Subject;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "The live page: share, flow, latency, refusals, agencies and audit, in a browser.",
        description = {
            "",
            "It reads the topics of a cluster, so it can be started, stopped and started again while an exchange runs, and"
                    + " as often as you like. Runs until Ctrl-C. SCENARIO and --topic-prefix are those of the exchange."
                    + " truc run serves the same page by itself.",
            ""
        })
final class WatchCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8080;

    @Mixin
    private final RoleOptions role = new RoleOptions();

    @Mixin
    private final ConsoleFlags console = new ConsoleFlags();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        role.logging.apply();
        ConsoleOptions options = console.options(DEFAULT_PORT);
        Scenario scenario = role.plan.scenario();
        KafkaSettings kafka = role.prepare(scenario);
        Subject subject = new Subject(role.kafka.topics(), scenario.name(), scenario.target());
        RoleEnd end = new RoleEnd();
        try (MetricsSession metrics = role.metrics.open();
                Console page = Console.start(options, subject, kafka, metrics.meters())) {
            metrics.target(scenario.target());
            page.tell(metrics.health());
            spec.commandLine().getErr().println("console at " + page.url());
            end.await();
        }
        return ExitCode.HELD.code();
    }
}
