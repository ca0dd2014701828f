package vn.truc.console.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.runtime.agent.Agent;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TableReader;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.wire.Topic;

/**
 * Makes the state of an exchange from its topics, once a second while somebody watches. While nobody does, it follows the
 * audit topic alone, so that a page that nobody looks at costs the exchange nothing. Thread-safe.
 */
public final class Feed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A page that is loaded anew finds what the one before has gathered. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Subject subject;
    private final KafkaSettings kafka;
    private final Meters meters;
    private final InstantSource clock;
    private final IntSupplier watchers;
    private final Consumer<State> onState;
    private final AuditBoard audits = new AuditBoard();
    private final Composer composer;
    private final AtomicReference<@Nullable Throwable> auditFailure = new AtomicReference<>();
    private final Readers always;
    private final TableReader auditReader;
    private final AgentRunner ticking;
    /** Written by the ticking thread alone. */
    private volatile @Nullable Following following;

    private long watchedAt;
    private long failedAt;
    private long begunAt;
    /** Why the topics were not followed last; stands until they have been followed for a while. */
    private @Nullable String fault;

    /**
     * Starts.
     *
     * @param watchers how many look at it now
     * @param onState hears each state, on the feed's thread
     */
    public Feed(Subject subject, KafkaSettings kafka, Meters meters, IntSupplier watchers, Consumer<State> onState) {
        this.subject = subject;
        this.kafka = kafka;
        this.meters = meters;
        this.clock = InstantSource.system();
        this.watchers = watchers;
        this.onState = onState;
        composer = new Composer(subject, audits);
        always = new Readers(kafka, subject.topics(), meters, cause -> auditFailure.compareAndSet(null, cause));
        auditReader = always.table(Topic.AUDIT, audits::onRow);
        ticking = AgentRunner.start(new Ticker(), cause -> LOG.error("the page stands still", cause));
    }

    /** The last ten minutes that somebody watched, second by second, the oldest first. */
    public List<State.Point> history() {
        return composer.history();
    }

    /** The agencies that are asked for; null while nobody watches. */
    public AgencyQuery.@Nullable Page agencies(AgencyQuery query) {
        Following now = following;
        return now == null
                ? null
                : query.answer(now.agencies().all(), now.share().agencies());
    }

    /** A dead letter by the number that a state gave it; null when it is no longer kept. */
    public @Nullable Letter letter(long n) {
        Following now = following;
        return now == null ? null : now.refusals().find(n);
    }

    /** The name of an agency; null when it is not known. */
    public @Nullable String nameOf(@Nullable String code) {
        Following now = following;
        return now == null ? null : now.agencies().nameOf(code);
    }

    /** How often the last audit found a guarantee broken; NaN before any audit. */
    public double auditViolations() {
        return audits.violations();
    }

    /** Whether the feed still makes states. */
    public boolean isRunning() {
        return !ticking.hasEnded() && auditFailure.get() == null;
    }

    /** Whether the cluster answers. */
    public boolean isConnected() {
        return always.areConnected();
    }

    /**
     * Makes a last state from everything that was written before this call, when somebody watches.
     *
     * @param within gives up after this time
     */
    public void finish(Duration within) {
        Following now = following;
        if (now == null) {
            return;
        }
        Thread reading = new Thread(
                () -> {
                    auditReader.catchUp();
                    now.share().catchUp();
                },
                "console-finish");
        reading.setDaemon(true);
        reading.start();
        try {
            reading.join(within.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ticking.close();
        onState.accept(composer.compose(now, fault, clock.millis(), watchers.getAsInt()));
    }

    @Override
    public void close() {
        ticking.close();
        always.close();
    }

    private final class Ticker implements Agent {

        private final Wait wait = new Wait();

        @Override
        public String name() {
            return "console-feed";
        }

        @Override
        public int doWork() {
            long from = System.nanoTime();
            boolean watched = watchers.getAsInt() > 0;
            watchedAt = watched ? from : watchedAt;
            follow(watched, from);
            Following now = following;
            if (watched && now != null) {
                onState.accept(composer.compose(now, fault, clock.millis(), watchers.getAsInt()));
            }
            wait.until(from + TICK_NANOS);
            return 1;
        }

        @Override
        public void wakeUp() {
            wait.end();
        }

        @Override
        public void onClose() {
            end();
        }
    }

    private void follow(boolean watched, long now) {
        Following open = following;
        Throwable failed = open == null ? null : open.failure();
        if (failed != null) {
            fault = "a topic cannot be followed and is tried again: " + failed.getMessage();
            LOG.warn("{}", fault, failed);
            failedAt = now;
            end();
        } else if (open != null && !watched && now - watchedAt > LINGER_NANOS) {
            end();
        } else if (open != null && now - begunAt > RETRY_NANOS) {
            fault = null;
        } else if (open == null && watched && (fault == null || now - failedAt > RETRY_NANOS)) {
            begin(now);
        }
    }

    private void begin(long now) {
        try {
            following = new Following(kafka, subject.topics(), meters, clock.millis());
            begunAt = now;
        } catch (KafkaException e) {
            fault = "the topics cannot be followed: " + e.getMessage();
            failedAt = now;
            LOG.warn("{}", fault, e);
        }
    }

    private void end() {
        Following open = following;
        following = null;
        if (open != null) {
            open.close();
        }
    }
}
