package vn.truc.simulator.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.truc.console.Console;
import vn.truc.console.ConsoleOptions;
import vn.truc.console.feed.Subject;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.exchange.ExchangeOptions;
import vn.truc.simulator.exchange.ExchangeRun;
import vn.truc.simulator.exchange.RunOutcome;
import vn.truc.simulator.report.ReportBuilder;
import vn.truc.simulator.report.ReportFigures;
import vn.truc.simulator.report.ReportJson;
import vn.truc.simulator.report.RunReport;
import vn.truc.simulator.report.SummaryScreen;
import vn.truc.simulator.scenario.ScenarioFile;
import vn.truc.simulator.threshold.Judgement;
import vn.truc.simulator.threshold.ThresholdWatch;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Runs a whole exchange in this process: issue, route, verify, count, audit.",
        description = {
            "",
            "Without --bootstrap-servers it starts a Kafka broker of its own and removes it afterwards.",
            "Ctrl-C ends the issuing, drains, audits what was issued and reports; a second one stops at once.",
            ""
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private final PlanOptions planOptions = new PlanOptions();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "The agencies' keys, as truc keys init made them (default: made in memory).")
    private @Nullable Path keys;

    @Option(
            names = "--foreign-router",
            description = "Start no router: one of your own makes the copies, on the cluster of --bootstrap-servers.")
    private boolean foreignRouter;

    @Mixin
    private final ThresholdOptions thresholdOptions = new ThresholdOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final MetricsOptions metricsOptions = new MetricsOptions();

    @Mixin
    private final ConsoleFlags consoleFlags = new ConsoleFlags();

    @Option(names = "--no-console", description = "Serve no live page; nor does --quiet, unless a port is given.")
    private boolean noConsole;

    @Mixin
    private final LoggingOptions logging = new LoggingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        logging.apply();
        output.prepare();
        // its native library is loaded and tries itself out for as long as the scenario is read
        CompletableFuture<CryptoProvider> unused = CompletableFuture.supplyAsync(CryptoProvider::best);
        ScenarioFile file = planOptions.file();
        ThresholdWatch thresholds = thresholdOptions.watch(file.thresholds());
        Plan plan = new Plan(file.scenario(), planOptions.issued.seed);
        Audit.requireRoom(plan.documents(), Runtime.getRuntime().maxMemory());
        KafkaSettings given = kafkaOptions.givenCluster();
        ExchangeOptions options = ExchangeOptions.forCores(
                given, kafkaOptions.topics(), keys, Runtime.getRuntime().availableProcessors());
        if (given == null) {
            options = options.withClientSettings(kafkaOptions.settingsForOwnBroker());
        }
        if (foreignRouter) {
            if (options.kafka() == null) {
                throw new IllegalArgumentException(
                        "--foreign-router needs --bootstrap-servers: your router must reach the"
                                + " cluster of the run");
            }
            options = options.withForeignRouter();
        }
        ConsoleOptions page = showsPage() ? consoleFlags.options(0) : null;
        RunOutcome outcome;
        try (MetricsSession metrics = metricsOptions.open();
                ProgressPrinter progress = ProgressPrinter.to(spec.commandLine().getErr(), logging.quiet)) {
            metrics.target(plan.scenario().target());
            ExchangeRun run = new ExchangeRun(plan, options, metrics.meters(), progress::show);
            run.tell(metrics.health());
            if (page != null) {
                run.accompany(kafka -> openPage(page, plan.scenario(), kafkaOptions.topics(), kafka, metrics.meters()));
            }
            if (thresholds.canEndRun()) {
                run.stopWhen(at -> thresholds.endsRun(ReportFigures.soFar(at), at.elapsed()));
            }
            Interrupts.handle(run::stop);
            outcome = run.run();
        }
        RunReport figures = ReportBuilder.of(outcome, planOptions.arguments(plan.seed()));
        List<Judgement> judged = thresholds.judge(ReportFigures.of(figures));
        RunReport report = figures.withThresholds(judged.stream()
                .map(of -> new RunReport.Threshold(of.expression(), of.value(), of.passed()))
                .toList());
        output.writeViolations(spec.commandLine(), outcome.audited().violationLines());
        ThresholdOptions.printCrossed(spec.commandLine().getErr(), judged);
        output.write(
                spec.commandLine(),
                report,
                outcome.deliveries().histogram(),
                SummaryScreen.of(report),
                ReportJson.write(report));
        return exitCode(outcome.audited().held(), judged).code();
    }

    private boolean showsPage() {
        return !noConsole && (!logging.quiet || consoleFlags.port != null);
    }

    private Console openPage(
            ConsoleOptions page, Scenario scenario, TopicNames topics, KafkaSettings kafka, Meters meters) {
        Console console =
                Console.onDemand(page, new Subject(topics, scenario.name(), scenario.target()), kafka, meters);
        spec.commandLine().getErr().println("console at " + console.url());
        return console;
    }

    /** A broken guarantee weighs more than a crossed threshold: its figures cannot be trusted. */
    static ExitCode exitCode(boolean held, List<Judgement> judged) {
        if (!held) {
            return ExitCode.BROKEN;
        }
        return judged.stream().allMatch(Judgement::passed) ? ExitCode.HELD : ExitCode.THRESHOLD;
    }
}
