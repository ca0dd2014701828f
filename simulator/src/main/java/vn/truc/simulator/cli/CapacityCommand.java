package vn.truc.simulator.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.simulator.audit.AuditResult;
import vn.truc.simulator.broker.BrokerException;
import vn.truc.simulator.broker.EmbeddedBroker;
import vn.truc.simulator.capacity.CapacityReport;
import vn.truc.simulator.capacity.CapacityScreen;
import vn.truc.simulator.capacity.CapacitySearch;
import vn.truc.simulator.capacity.SearchOutcome;
import vn.truc.simulator.capacity.SearchRange;
import vn.truc.simulator.capacity.Verdict;
import vn.truc.simulator.capacity.WarmUp;
import vn.truc.simulator.probe.BrokenGuaranteeException;
import vn.truc.simulator.probe.ExchangeProbe;
import vn.truc.simulator.probe.ProbeDurations;
import vn.truc.simulator.probe.ProbingStoppedException;
import vn.truc.simulator.report.ReportBuilder;
import vn.truc.simulator.report.ReportJson;
import vn.truc.simulator.scenario.ScenarioFile;
import vn.truc.simulator.scenario.Scenarios;
import vn.truc.simulator.threshold.Threshold;

@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Finds the highest rate that holds all thresholds with no growing backlog.",
        description = {
            "",
            "Probes one rate after the other in this process, each in an audited run of its own, on a broker that it"
                    + " starts or on the cluster given; the topics of a probe are deleted after it. Short probes find the"
                    + " rate, longer ones confirm it. Nothing else should run on the machine meanwhile.",
            "Ctrl-C ends the search and writes what was probed; a second one stops at once.",
            ""
        })
final class CapacityCommand implements Callable<Integer> {

    @Mixin
    private final ScenarioOptions scenarioOptions = new ScenarioOptions();

    @Mixin
    private final CapacityOptions capacityOptions = new CapacityOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final LoggingOptions logging = new LoggingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private @Nullable WarmUp warmUp;
    private @Nullable AuditResult broken;

    @Override
    public Integer call() {
        logging.apply();
        output.prepare();
        Instant startedAt = Instant.now();
        kafkaOptions.requireNoNamedTopics();
        ScenarioFile file = Scenarios.readFile(scenarioOptions.scenario);
        Scenario scenario = scenarioOptions.sealed(file.scenario());
        List<Threshold> thresholds = capacityOptions.thresholds(file.thresholds());
        SearchRange range = capacityOptions.range();
        ProbeDurations durations = capacityOptions.durations();
        AtomicReference<@Nullable ExchangeProbe> probing = new AtomicReference<>();
        CapacityReport report;
        try (ProbePrinter printer = new ProbePrinter(err(), logging.quiet);
                ProbeCluster cluster = ProbeCluster.open(kafkaOptions, probing)) {
            printer.announce(scenario, range, thresholds, durations);
            ExchangeProbe probe = new ExchangeProbe(
                    scenario,
                    scenarioOptions.seed,
                    thresholds,
                    cluster.kafka(),
                    kafkaOptions.topicPrefix + "capacity." + startedAt.getEpochSecond() + '.',
                    durations,
                    printer::show,
                    printer::show);
            probing.set(probe);
            Interrupts.handle(probe::stop);
            SearchOutcome outcome = search(probe, range, printer);
            report = CapacityReport.of(
                    scenario.name(),
                    scenarioOptions.seed,
                    startedAt,
                    ReportBuilder.seal(scenario),
                    new CapacityReport.Settings(
                            range.fromPerSecond(),
                            range.toPerSecond(),
                            durations.probe().toMillis(),
                            durations.confirm().toMillis(),
                            durations.warmUp().toMillis()),
                    thresholds.stream().map(Threshold::expression).toList(),
                    warmUp,
                    outcome,
                    probe.results());
        }
        output.print(spec.commandLine(), CapacityScreen.of(report), ReportJson.text(report));
        if (broken != null) {
            output.writeViolations(spec.commandLine(), broken.violationLines());
        }
        if (output.directory != null) {
            CapacityFiles.writeTo(output.directory, report);
        }
        return exitCode(report.verdict()).code();
    }

    private SearchOutcome search(ExchangeProbe probe, SearchRange range, ProbePrinter printer) {
        try {
            WarmUp warmed = WarmUp.with(probe, range);
            warmUp = warmed;
            printer.show(warmed);
            SearchOutcome outcome = new CapacitySearch(probe, range).find(warmed.carriedPerSecond());
            sayWhatIsMissing(outcome, range);
            return outcome;
        } catch (BrokenGuaranteeException e) {
            broken = e.audited();
            err().println("truc: " + e.getMessage() + "; run it alone with: truc run "
                    + String.join(" ", scenarioOptions.arguments(scenarioOptions.seed)) + " --rate "
                    + e.ratePerSecond());
            return SearchOutcome.ended(Verdict.BROKEN);
        } catch (ProbingStoppedException e) {
            err().println("truc: interrupted before a capacity was found");
            return SearchOutcome.ended(Verdict.INTERRUPTED);
        }
    }

    private void sayWhatIsMissing(SearchOutcome outcome, SearchRange range) {
        if (outcome.verdict() == Verdict.NONE) {
            err().println("truc: the lowest rate, " + range.fromPerSecond() + "/s, does not hold: "
                    + String.join("; ", outcome.limitedBy()));
        } else if (outcome.verdict() == Verdict.UNSETTLED) {
            String found = outcome.heldPerSecond() == 0
                    ? " probes led to no rate that confirming probes hold;"
                    : " probes led to " + outcome.heldPerSecond() + "/s, and not to a rate just above that fails;";
            err().println("truc: " + CapacitySearch.PROBES_MAX + found
                    + " leave the machine to this alone, or take longer probes with --probe-duration");
        }
    }

    static ExitCode exitCode(Verdict verdict) {
        return switch (verdict) {
            case FOUND, AT_LEAST -> ExitCode.HELD;
            case NONE -> ExitCode.THRESHOLD;
            case BROKEN -> ExitCode.BROKEN;
            case UNSETTLED, INTERRUPTED -> ExitCode.FAILURE;
        };
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The cluster that was named, or a broker of this process for as long as the command takes. */
    private record ProbeCluster(KafkaSettings kafka, @Nullable EmbeddedBroker own) implements AutoCloseable {

        static ProbeCluster open(KafkaOptions options, AtomicReference<@Nullable ExchangeProbe> probing) {
            KafkaSettings given = options.givenCluster();
            if (given != null) {
                return new ProbeCluster(given, null);
            }
            Map<String, String> settings = options.settingsForOwnBroker();
            EmbeddedBroker broker = EmbeddedBroker.start(0, null, fault -> report(fault, probing.get()));
            return new ProbeCluster(new KafkaSettings(broker.bootstrapServers(), settings), broker);
        }

        private static void report(BrokerException fault, @Nullable ExchangeProbe probe) {
            if (probe != null) {
                probe.fail(fault);
            }
        }

        @Override
        public void close() {
            if (own != null) {
                own.close();
            }
        }
    }
}
