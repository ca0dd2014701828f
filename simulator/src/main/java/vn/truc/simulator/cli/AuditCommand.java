package vn.truc.simulator.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.truc.consumer.share.Counts;
import vn.truc.producer.emission.Plan;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.audit.AuditResult;
import vn.truc.simulator.exchange.AuditPublisher;
import vn.truc.simulator.report.ReportBuilder;
import vn.truc.simulator.report.ReportJson;
import vn.truc.simulator.report.RunReport;
import vn.truc.simulator.report.SummaryScreen;
import vn.truc.simulator.scenario.Quantities;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Accounts for each planned document on a cluster's topics, by its id.",
        description = {
            "",
            "Give it the scenario, seed, rate and number of documents of the producers. It waits for documents that are"
                    + " still on their way.",
            ""
        })
final class AuditCommand implements Callable<Integer> {

    @Mixin
    private final PlanOptions planOptions = new PlanOptions();

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            description = "How long nothing must have come before what is missing counts as lost (default:"
                    + " ${DEFAULT-VALUE}).")
    private String settle = "15s";

    @Option(
            names = "--foreign-router",
            description = "Copies come from a router that is not ours, which need not stamp addressee and hops.")
    private boolean foreignRouter;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final LoggingOptions logging = new LoggingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        logging.apply();
        Plan plan = planOptions.plan();
        Duration quiet = Quantities.duration(settle);
        TopicNames topics = kafkaOptions.topics();
        KafkaSettings kafka = kafkaOptions.cluster();
        AuditResult audited;
        try (Audit audit = new Audit(plan, plan.documents(), kafka, topics, foreignRouter, System::nanoTime)) {
            audited = audit.run(quiet);
        }
        AuditPublisher.publish(kafka, topics, audited, plan.documents());
        RunReport.Audit audit = ReportBuilder.audit(audited);
        List<String> screen = new ArrayList<>();
        screen.add(String.format(
                "documents   electronic %,d   parallel %,d   paper %,d   classified %,d   refused %s",
                audited.electronic(), audited.parallel(), audited.paper(), audited.classified(), audited.refused()));
        screen.add(String.format("deliveries  %,d", audited.delivered()));
        screen.add(share(audited));
        screen.addAll(SummaryScreen.ofFaults(ReportBuilder.faults(audited)));
        screen.addAll(SummaryScreen.ofAudit(audit, plan.seed()));
        output.print(spec.commandLine(), screen, ReportJson.write(audit));
        output.writeViolations(spec.commandLine(), audited);
        return (audited.held() ? ExitCode.HELD : ExitCode.BROKEN).code();
    }

    private static String share(AuditResult audited) {
        long refused =
                audited.refused().values().stream().mapToLong(Long::longValue).sum();
        Counts counts =
                new Counts(audited.electronic(), audited.parallel(), audited.paper(), refused, audited.delivered(), 0);
        return counts.documents() == 0
                ? "share       nothing counted"
                : String.format(
                        "share       electronic %.2f %%   paperless %.2f %%",
                        100 * counts.electronicShare(), 100 * counts.paperlessShare());
    }
}
