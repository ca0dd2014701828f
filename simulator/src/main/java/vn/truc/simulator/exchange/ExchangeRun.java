package vn.truc.simulator.exchange;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.consumer.share.Counts;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedCounts;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Health;
import vn.truc.runtime.metrics.Meters;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.audit.AuditResult;

/**
 * One run of an exchange from the first document to the verdict: issue, drain, audit.
 *
 * <p>{@link #run} works on the calling thread; {@link #stop} may be called from any.
 */
public final class ExchangeRun {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeRun.class);

    private static final Duration PROGRESS_EVERY = Duration.ofMillis(200);

    /** How often a run that drains looks whether all is counted. */
    private static final Duration COUNTED_LOOK = Duration.ofMillis(20);

    /** Longer than any pause that a rebalance or a transaction of a dead router makes. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(20);

    private static final Duration AUDIT_SETTLE = Duration.ofSeconds(5);

    private final Plan plan;
    private final ExchangeOptions options;
    private final Meters meters;
    private final Consumer<RunProgress> onProgress;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch stopOrFailure = new CountDownLatch(1);
    private Predicate<RunProgress> stopCondition = progress -> false;
    private Function<KafkaSettings, AutoCloseable> companion = kafka -> () -> {};
    private Health health = new Health();
    private long issuingFrom;
    /** Reads topics of a cluster that may fail meanwhile; null while nobody audits. */
    private volatile @Nullable Thread auditor;

    /**
     * @param onProgress hears how far the run is: when issuing begins, then several times a second, and when the audit
     *     begins
     */
    public ExchangeRun(Plan plan, ExchangeOptions options, Meters meters, Consumer<RunProgress> onProgress) {
        this.plan = plan;
        this.options = options;
        this.meters = meters;
        this.onProgress = onProgress;
    }

    /** Ends the issuing early; what was issued is drained and audited. */
    public void stop() {
        stopOrFailure.countDown();
    }

    /** Lets the roles of the run say whether they live and are ready; before {@link #run}. */
    public void tell(Health listener) {
        health = listener;
    }

    /**
     * Runs something beside the exchange that only reads its topics; before {@link #run}.
     *
     * @param start is called when the exchange has been started, with its cluster; what it returns is closed when the
     *     verdict is on the audit topic, or the run has failed, and the cluster is still there
     */
    public void accompany(Function<KafkaSettings, AutoCloseable> start) {
        companion = start;
    }

    /** Makes the run stop as {@link #stop} makes it, once this holds while documents are being issued; before {@link #run}. */
    public void stopWhen(Predicate<RunProgress> condition) {
        stopCondition = condition;
    }

    /**
     * Runs to the end.
     *
     * @throws RunFailedException when a part could not go on
     */
    public RunOutcome run() {
        try {
            return start();
        } catch (RuntimeException e) {
            Throwable cause = failure.get();
            if (cause == null || e instanceof RunFailedException) {
                throw e;
            }
            // what failed first is the reason; what a part that stands on it says of it is not
            RunFailedException failed = new RunFailedException(cause);
            failed.addSuppressed(e);
            throw failed;
        }
    }

    private RunOutcome start() {
        try (Exchange exchange = Exchange.start(plan, options, meters, this::fail)) {
            issuingFrom = System.nanoTime();
            exchange.tell(health);
            AutoCloseable beside = companion.apply(exchange.kafka());
            try {
                return run(exchange);
            } finally {
                end(beside);
            }
        }
    }

    private RunOutcome run(Exchange exchange) {
        IntervalSampler intervals = new IntervalSampler(exchange.producer()::elapsedNanos, exchange::reading);
        try (AgentRunner sampling = AgentRunner.start(intervals, this::fail)) {
            issue(exchange);
            long end = exchange.producer().end();
            try (Audit audit = prepareAudit(exchange, end)) {
                PlannedCounts planned = audit.planned().all();
                drain(exchange, planned);
                long counted = exchange.countedSinceStart();
                long countedAt = exchange.countedNanos();
                sampling.stop();
                List<Interval> happened = intervals.finish();
                report(exchange, RunProgress.Phase.AUDITING);
                AuditResult audited = audit(audit);
                rethrowFailure();
                AuditPublisher.publish(exchange.kafka(), options.topics(), audited, end);
                return new RunOutcome(
                        plan,
                        options,
                        exchange.producer().startedAt(),
                        end,
                        planned,
                        perSecond(end, exchange.producer().doneNanos()),
                        perSecond(counted, countedAt - issuingFrom),
                        exchange.producer().behindScheduleMaxMillis(),
                        exchange.latencies(),
                        exchange.consumer().latencies().snapshot(),
                        happened,
                        audited);
            }
        }
    }

    /** That what only looked on cannot end well takes nothing from the result. */
    private static void end(AutoCloseable beside) {
        try {
            beside.close();
        } catch (Exception e) {
            LOG.warn("what ran beside the exchange did not end well: {}", e.getMessage(), e);
        }
    }

    /** While the last documents are still on their way: walking the plan takes its time. */
    private Audit prepareAudit(Exchange exchange, long end) {
        return new Audit(plan, end, exchange.kafka(), options.topics(), options.foreignRouter(), System::nanoTime);
    }

    private void issue(Exchange exchange) {
        report(exchange, RunProgress.Phase.ISSUING);
        while (!exchange.producer().isDone() && !awaitStop()) {
            if (stopCondition.test(report(exchange, RunProgress.Phase.ISSUING))) {
                stop();
            }
        }
        exchange.producer().stop();
        exchange.endFaults();
        while (!exchange.producer().isDone()) {
            rethrowFailure();
            report(exchange, RunProgress.Phase.ISSUING);
            pause(PROGRESS_EVERY);
        }
        rethrowFailure();
    }

    /** Waits until everything is counted, or nothing moves any more; then the audit says what is missing. */
    private void drain(Exchange exchange, PlannedCounts planned) {
        Counts last = exchange.counted();
        long movedAt = System.nanoTime();
        report(exchange, RunProgress.Phase.DRAINING);
        long reportedAt = movedAt;
        while (last.documents() < planned.counted() || last.delivered() < planned.deliveries()) {
            if (System.nanoTime() - reportedAt >= PROGRESS_EVERY.toNanos()) {
                report(exchange, RunProgress.Phase.DRAINING);
                reportedAt = System.nanoTime();
            }
            pause(COUNTED_LOOK);
            rethrowFailure();
            Counts now = exchange.counted();
            if (!now.equals(last)) {
                last = now;
                movedAt = System.nanoTime();
            } else if (System.nanoTime() - movedAt > STALLED_AFTER.toNanos()) {
                return;
            }
        }
    }

    private AuditResult audit(Audit audit) {
        auditor = Thread.currentThread();
        rethrowFailure();
        try {
            return audit.run(AUDIT_SETTLE);
        } catch (InterruptException e) {
            // the flag would end the closing too
            boolean unused = Thread.interrupted();
            rethrowFailure();
            throw e;
        } finally {
            auditor = null;
        }
    }

    private RunProgress report(Exchange exchange, RunProgress.Phase phase) {
        RunProgress progress = new RunProgress(
                phase,
                Duration.ofNanos(System.nanoTime() - issuingFrom),
                plan.documents(),
                exchange.producer().issued(),
                exchange.countedByLevel(),
                TimeUnit.NANOSECONDS.toMillis(exchange.producer().lagNanos()),
                exchange.producer().behindScheduleMaxMillis(),
                exchange.latencies());
        onProgress.accept(progress);
        return progress;
    }

    /** Ends the run: what it stands on has failed. {@link #run} throws why. */
    public void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        stopOrFailure.countDown();
        Thread waiting = auditor;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void rethrowFailure() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new RunFailedException(cause);
        }
    }

    private boolean awaitStop() {
        try {
            return stopOrFailure.await(PROGRESS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** After a stop the latch is open, so the pace of the remaining loops needs a wait of its own. */
    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private static double perSecond(long count, long nanos) {
        return nanos <= 0 ? 0 : count * 1e9 / nanos;
    }
}
