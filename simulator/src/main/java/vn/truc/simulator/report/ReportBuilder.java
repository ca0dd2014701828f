package vn.truc.simulator.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.LoadPhase;
import vn.truc.producer.emission.PlannedCounts;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.simulator.audit.AuditResult;
import vn.truc.simulator.exchange.ExchangeOptions;
import vn.truc.simulator.exchange.RunOutcome;
import vn.truc.simulator.log.LogResult;

/** Makes the report of a run. */
public final class ReportBuilder {

    /** How many offenders of a guarantee stand in the report; all of them stand in a file beside it. */
    private static final int OFFENDERS_SHOWN = 20;

    private ReportBuilder() {}

    /** The report of {@code run}. */
    public static RunReport of(RunOutcome run) {
        return of(run, List.of());
    }

    /**
     * The report of {@code run}.
     *
     * @param arguments of the command that issues the same documents again
     */
    public static RunReport of(RunOutcome run, List<String> arguments) {
        Scenario scenario = run.plan().scenario();
        AuditResult audited = run.audited();
        return new RunReport(
                RunReport.VERSION,
                scenario.name(),
                run.plan().seed(),
                run.startedAt(),
                scenario.load().stream().map(ReportBuilder::phase).toList(),
                List.copyOf(arguments),
                scenario.warmUp().toMillis(),
                seal(scenario),
                documents(run),
                new RunReport.Deliveries(run.planned().deliveries(), audited.delivered(), audited.refusedDeliveries()),
                share(run),
                new RunReport.Throughput(
                        rounded(run.issuedPerSecond()), rounded(run.countedPerSecond()), run.behindScheduleMaxMillis()),
                LatencyFigures.byStage(run.latencies()),
                LatencyFigures.of(run.deliveries().fromSendTime()),
                LatencyFigures.byLevelAndPriority(run.deliveries().byLevelAndPriority()),
                LatencyFigures.curve(run.deliveries().histogram()),
                run.intervals().stream().map(LatencyFigures::of).toList(),
                MachineProbe.machine(),
                settings(run.options()),
                audit(audited),
                faults(audited),
                List.of());
    }

    private static String phase(LoadPhase phase) {
        BigDecimal seconds = BigDecimal.valueOf(phase.durationNanos(), 9).stripTrailingZeros();
        return phase.label() + " for " + seconds.toPlainString() + "s";
    }

    /** The audit as a report states it. */
    public static RunReport.Audit audit(AuditResult audited) {
        Map<String, List<String>> violations = new LinkedHashMap<>();
        audited.violations().forEach((guarantee, offenders) -> violations.put(guarantee.label(), offenders));
        return audit(violations, audited.held());
    }

    /** The audit of a log as a report states it. */
    public static RunReport.Audit audit(LogResult audited) {
        Map<String, List<String>> violations = new LinkedHashMap<>();
        audited.violations().forEach((guarantee, offenders) -> violations.put(guarantee.label(), offenders));
        return audit(violations, audited.held());
    }

    private static RunReport.Audit audit(Map<String, List<String>> violations, boolean held) {
        Map<String, RunReport.Guarantee> guarantees = new LinkedHashMap<>();
        violations.forEach((guarantee, offenders) -> guarantees.put(
                guarantee,
                new RunReport.Guarantee(
                        offenders.isEmpty(),
                        offenders.size(),
                        offenders.stream().limit(OFFENDERS_SHOWN).toList())));
        return new RunReport.Audit(held ? "held" : "broken", guarantees);
    }

    /** What became of planned faults, as a report states it. */
    public static List<RunReport.FaultFinding> faults(AuditResult audited) {
        List<RunReport.FaultFinding> findings = new ArrayList<>();
        audited.faults().forEach((fault, count) -> {
            RefusalReason reason = fault.reason();
            findings.add(new RunReport.FaultFinding(
                    fault.label(), reason == null ? null : reason.name(), count.planned(), count.found()));
        });
        return findings;
    }

    /** The seal as a report states it. */
    public static RunReport.Seal seal(Scenario scenario) {
        return new RunReport.Seal(
                scenario.seal().method().schemeLabel(),
                scenario.seal().batching().label(),
                CryptoProvider.best().name());
    }

    private static RunReport.Documents documents(RunOutcome run) {
        AuditResult audited = run.audited();
        Map<String, Long> refused = new TreeMap<>();
        audited.refused().forEach((reason, count) -> refused.put(reason.name(), count));
        return new RunReport.Documents(
                run.plan().documents(),
                run.issued(),
                audited.electronic(),
                audited.parallel(),
                audited.paper(),
                audited.classified(),
                refused);
    }

    private static RunReport.Share share(RunOutcome run) {
        Map<String, RunReport.LevelShare> byLevel = new LinkedHashMap<>();
        DocumentCounts all = new DocumentCounts(0L, 0L, 0L, 0L);
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            DocumentCounts counts = run.audited().counts().getOrDefault(level, new DocumentCounts(0L, 0L, 0L, 0L));
            all = sum(all, counts);
            byLevel.put(
                    level.name().toLowerCase(Locale.ROOT),
                    new RunReport.LevelShare(
                            shareOf(counts.getElectronic() + counts.getParallel(), counts),
                            shareOf(counts.getElectronic(), counts),
                            total(counts)));
        }
        PlannedCounts planned = run.planned();
        return new RunReport.Share(
                shareOf(all.getElectronic() + all.getParallel(), all),
                shareOf(all.getElectronic(), all),
                orNull(planned.electronicShare()),
                run.plan().scenario().target(),
                byLevel,
                byMonth(run.audited()));
    }

    private static List<RunReport.MonthShare> byMonth(AuditResult audited) {
        List<RunReport.MonthShare> months = new ArrayList<>();
        audited.byMonth()
                .forEach((month, counts) -> months.add(new RunReport.MonthShare(
                        month.toString(),
                        shareOf(counts.getElectronic() + counts.getParallel(), counts),
                        shareOf(counts.getElectronic(), counts),
                        total(counts))));
        return List.copyOf(months);
    }

    private static DocumentCounts sum(DocumentCounts one, DocumentCounts other) {
        return new DocumentCounts(
                one.getElectronic() + other.getElectronic(),
                one.getParallel() + other.getParallel(),
                one.getPaper() + other.getPaper(),
                one.getRefused() + other.getRefused());
    }

    private static long total(DocumentCounts counts) {
        return counts.getElectronic() + counts.getParallel() + counts.getPaper() + counts.getRefused();
    }

    private static @Nullable Double shareOf(long part, DocumentCounts counts) {
        long all = total(counts);
        return all == 0 ? null : (double) part / all;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static RunReport.Settings settings(ExchangeOptions options) {
        KafkaSettings given = options.kafka();
        return new RunReport.Settings(
                given == null ? "embedded" : given.bootstrapServers(),
                options.topics().prefix(),
                options.workers(),
                options.verifiers(),
                options.counters(),
                options.commitInterval().toMillis());
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
