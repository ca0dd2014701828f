package vn.truc.simulator.probe;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.ConstantRate;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.capacity.Probe;
import vn.truc.simulator.capacity.ProbeResult;
import vn.truc.simulator.capacity.Purpose;
import vn.truc.simulator.exchange.ExchangeOptions;
import vn.truc.simulator.exchange.ExchangeRun;
import vn.truc.simulator.exchange.RunFailedException;
import vn.truc.simulator.exchange.RunOutcome;
import vn.truc.simulator.exchange.RunProgress;
import vn.truc.simulator.report.ReportBuilder;
import vn.truc.simulator.report.ReportFigures;
import vn.truc.simulator.report.RunReport;
import vn.truc.simulator.threshold.Judgement;
import vn.truc.simulator.threshold.Threshold;
import vn.truc.simulator.threshold.ThresholdSetting;
import vn.truc.simulator.threshold.ThresholdWatch;

/**
 * Probes an exchange: each probe is a run of its own, audited as any other, on a cluster that all probes share.
 *
 * <p>The roles start anew for each probe, on empty topics of its own: no probe inherits what another left behind, neither a
 * backlog nor the size of an index. Code that was compiled stays compiled, since the process is the same.
 *
 * <p>Probes are made on one thread; {@link #stop} and {@link #fail} may be called from any.
 */
public final class ExchangeProbe implements Probe {

    private final Scenario scenario;
    private final long seed;
    private final List<ThresholdSetting> thresholds;
    private final KafkaSettings kafka;
    private final String topicPrefix;
    private final ProbeDurations durations;
    private final Consumer<RunProgress> onProgress;
    private final Consumer<ProbeResult> onResult;
    private final List<ProbeResult> results = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<@Nullable ExchangeRun> current = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /**
     * @param scenario whose load is replaced
     * @param topicPrefix of no topic that exists; each probe adds its number
     * @param onProgress hears several times a second how far a probe is
     * @param onResult hears of each probe when it has ended
     */
    public ExchangeProbe(
            Scenario scenario,
            long seed,
            List<Threshold> thresholds,
            KafkaSettings kafka,
            String topicPrefix,
            ProbeDurations durations,
            Consumer<RunProgress> onProgress,
            Consumer<ProbeResult> onResult) {
        this.scenario = scenario;
        this.seed = seed;
        this.thresholds = thresholds.stream().map(ThresholdSetting::atEnd).toList();
        this.kafka = kafka;
        this.topicPrefix = topicPrefix;
        this.durations = durations;
        this.onProgress = onProgress;
        this.onResult = onResult;
    }

    /** What was probed by now, in order. */
    public List<ProbeResult> results() {
        synchronized (results) {
            return List.copyOf(results);
        }
    }

    /** Ends the probe that goes on, which is still drained and audited, and makes no other. */
    public void stop() {
        stopped = true;
        ExchangeRun run = current.get();
        if (run != null) {
            run.stop();
        }
    }

    /** Ends everything: what the probes stand on has failed. */
    public void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        ExchangeRun run = current.get();
        if (run != null) {
            run.fail(cause);
        }
    }

    /**
     * {@inheritDoc} Its topics are deleted after it, except those of one that broke a guarantee, for somebody to look at.
     *
     * @throws BrokenGuaranteeException when the audit found anything
     * @throws ProbingStoppedException after {@link #stop}
     * @throws RunFailedException when a part could not go on
     */
    @Override
    public ProbeResult at(long ratePerSecond, Purpose purpose) {
        goOn();
        int number = results.size() + 1;
        Scenario loaded = scenario.withFaults(scenario.faults().ofDocuments())
                .withLoad(List.of(new ConstantRate(Rate.perSecond(ratePerSecond), durations.issuing(purpose))))
                .withWarmUp(durations.warmUp());
        Plan plan = new Plan(loaded, seed);
        ProbeWatch watch = new ProbeWatch(plan, ratePerSecond, durations.warmUp());
        String prefix = topicPrefix + number + '.';
        RunOutcome outcome = run(plan, prefix, watch);
        if (!outcome.audited().held()) {
            throw new BrokenGuaranteeException(ratePerSecond, outcome.audited());
        }
        ProbeTopics.delete(kafka, prefix);
        goOn();
        ProbeResult result = result(number, ratePerSecond, purpose, outcome, watch);
        results.add(result);
        onResult.accept(result);
        return result;
    }

    private RunOutcome run(Plan plan, String prefix, ProbeWatch watch) {
        ExchangeOptions options = ExchangeOptions.forCores(
                kafka, TopicNames.of(prefix), null, Runtime.getRuntime().availableProcessors());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        // garbage of the probe before, and the pause to collect it, would be in the figures of this one
        System.gc();
        try {
            ExchangeRun run = new ExchangeRun(plan, options, new Meters(registry), progress -> {
                watch.add(progress);
                onProgress.accept(progress);
            });
            run.stopWhen(progress -> watch.isHopeless());
            current.set(run);
            goOn();
            return run.run();
        } finally {
            current.set(null);
            registry.close();
        }
    }

    private ProbeResult result(int number, long rate, Purpose purpose, RunOutcome outcome, ProbeWatch watch) {
        RunReport report = ReportBuilder.of(outcome);
        List<String> failures = new ArrayList<>();
        if (purpose != Purpose.WARM_UP) {
            for (Judgement judged : new ThresholdWatch(thresholds).judge(ReportFigures.of(report))) {
                if (!judged.passed()) {
                    failures.add(judged.expression() + " (it was " + judged.value() + ")");
                }
            }
            failures.addAll(watch.failures());
        }
        Duration measured = durations.measured(purpose);
        return new ProbeResult(
                number,
                purpose,
                rate,
                measured.toMillis(),
                report.throughput().issuedPerSecond(),
                watch.countedPerSecond(),
                report.throughput().behindScheduleMaxMillis(),
                watch.backlog(),
                report.latencyMicros().getOrDefault("delivered", new RunReport.Latency(0, 0, 0, 0, 0, 0, 0)),
                failures);
    }

    /** @throws ProbingStoppedException or the failure, where there is nothing to go on with */
    private void goOn() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new RunFailedException(cause);
        }
        if (stopped) {
            throw new ProbingStoppedException();
        }
    }
}
