package vn.truc.simulator.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.truc.consumer.share.Counts;
import vn.truc.producer.emission.Plan;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.audit.AuditResult;
import vn.truc.simulator.audit.HeldBack;
import vn.truc.simulator.exchange.AuditPublisher;
import vn.truc.simulator.exchange.RoleStarter;
import vn.truc.simulator.log.Evidence;
import vn.truc.simulator.log.LogAudit;
import vn.truc.simulator.log.LogResult;
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
            "With --log it needs no plan: it proves from the topics alone that every delivery is genuine, that every"
                    + " record has one fate, and that receipts and shares follow. Of the scenario it then takes only"
                    + " limits and whether documents are sealed.",
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

    @Option(names = "--log", description = "Audit what stands on the topics by itself, without the plan.")
    private boolean log;

    @Option(
            names = "--document",
            paramLabel = "ID",
            description =
                    "Write the evidence of this document into --out instead; docs/EVIDENCE.md shows how to confirm it.")
    private @Nullable String document;

    @Mixin
    private final RoleOptions.Trust trust = new RoleOptions.Trust();

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
        output.prepare();
        if (document != null) {
            return export(document);
        }
        if (log) {
            return auditLog();
        }
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
                Locale.ROOT,
                "documents   electronic %,d   parallel %,d   paper %,d   classified %,d   refused %s",
                audited.electronic(),
                audited.parallel(),
                audited.paper(),
                audited.classified(),
                audited.refused()));
        screen.add(String.format(Locale.ROOT, "deliveries  %,d", audited.delivered()));
        screen.add(share(audited));
        screen.addAll(SummaryScreen.ofFaults(ReportBuilder.faults(audited)));
        screen.addAll(SummaryScreen.ofAudit(audit, plan.seed()));
        screen.addAll(heldBack(audited.held(), kafka));
        output.writeViolations(spec.commandLine(), audited.violationLines());
        output.writeAudit(spec.commandLine(), screen, ReportJson.write(audit));
        return (audited.held() ? ExitCode.HELD : ExitCode.BROKEN).code();
    }

    private int export(String id) {
        if (output.directory == null) {
            throw new IllegalArgumentException("--document needs --out DIR, where the evidence is written");
        }
        if (output.json) {
            throw new IllegalArgumentException("--document writes the evidence as files; leave out --json");
        }
        new Evidence(kafkaOptions.cluster(), kafkaOptions.topics())
                .export(id, output.directory)
                .forEach(spec.commandLine().getOut()::println);
        return ExitCode.HELD.code();
    }

    private int auditLog() {
        VerificationPolicy policy = RoleStarter.policyOf(planOptions.scenario());
        KafkaSettings kafka = kafkaOptions.cluster();
        LogResult audited = auditLog(kafka, policy);
        RunReport.Audit audit = ReportBuilder.audit(audited);
        List<String> screen = new ArrayList<>();
        screen.add(String.format(
                Locale.ROOT,
                "outbox      %,d records   accepted %,d   refused %,d",
                audited.records(),
                audited.accepted(),
                audited.refused()));
        screen.add(String.format(
                Locale.ROOT, "deliveries  %,d copies   %,d receipts", audited.copies(), audited.receipts()));
        screen.addAll(SummaryScreen.ofLog(audit));
        screen.addAll(heldBack(audited.held(), kafka));
        output.writeViolations(spec.commandLine(), audited.violationLines());
        output.writeAudit(spec.commandLine(), screen, ReportJson.write(audit));
        return (audited.held() ? ExitCode.HELD : ExitCode.BROKEN).code();
    }

    /** What looks lost may only be hidden. */
    private List<String> heldBack(boolean held, KafkaSettings kafka) {
        if (held) {
            return List.of();
        }
        try {
            return HeldBack.in(kafka, kafkaOptions.topics()).stream()
                    .map(partition -> "held back   " + partition + " (docs/RUNBOOK.md, AuditBroken)")
                    .toList();
        } catch (KafkaException unknown) {
            return List.of("held back   unknown: " + unknown.getMessage());
        }
    }

    /** What does not hold may still be on its way: looked at again as long as something moves. */
    private LogResult auditLog(KafkaSettings kafka, VerificationPolicy policy) {
        Duration quiet = Quantities.duration(settle);
        LogResult last = auditOnce(kafka, policy);
        while (!last.held()) {
            LockSupport.parkNanos(quiet.toNanos());
            LogResult now = auditOnce(kafka, policy);
            if (now.isAsFarAs(last)) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private LogResult auditOnce(KafkaSettings kafka, VerificationPolicy policy) {
        try (LogAudit audit = new LogAudit(kafka, kafkaOptions.topics(), trust.anchor(), policy)) {
            return audit.run();
        }
    }

    private static String share(AuditResult audited) {
        Counts counts = new Counts(
                audited.electronic(),
                audited.parallel(),
                audited.paper(),
                audited.refusedDocuments(),
                audited.delivered(),
                0);
        return counts.documents() == 0
                ? "share       nothing counted"
                : String.format(
                        Locale.ROOT,
                        "share       electronic %.2f %%   paperless %.2f %%",
                        100 * counts.electronicShare(),
                        100 * counts.paperlessShare());
    }
}
