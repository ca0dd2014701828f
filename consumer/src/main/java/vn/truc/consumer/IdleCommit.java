package vn.truc.consumer;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits what an instance has worked on as soon as it has nothing more to work on, instead of at the end of the commit
 * interval: whoever reads committed records only, the counting behind the receipts as well as a person behind the share,
 * waits for that. While there is work the interval decides; where work comes in bursts, a thread commits by itself not more
 * often than every {@link #REST}.
 *
 * <p>A task looks whether any task of the instance worked since its last look, from its first record until one look has
 * found that none did. It does not look on after that: for the library a task that has looked has something to commit.
 */
final class IdleCommit {

    /** How often a task looks. */
    static final Duration EVERY = Duration.ofMillis(50);

    /** How long a thread that has committed so waits before it does again. */
    static final Duration REST = Duration.ofMillis(200);

    private final LongAdder worked = new LongAdder();
    /** When each thread committed so last, by its wall clock; milliseconds. */
    private final ThreadLocal<Long> committed = ThreadLocal.withInitial(() -> 0L);

    /** The commits of one task; used in its thread only. */
    Watch watch(ProcessingContext task) {
        return new Watch(task);
    }

    final class Watch {
        private final ProcessingContext task;
        private @Nullable Cancellable looking;
        private long seen;

        private Watch(ProcessingContext task) {
            this.task = task;
        }

        /** The task works on a record. */
        void worked() {
            worked.increment();
            if (looking == null) {
                seen = worked.sum();
                looking = task.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
            }
        }

        private void look(long nowMillis) {
            long all = worked.sum();
            Cancellable mine = looking;
            if (all == seen && mine != null && isRested(nowMillis)) {
                committed.set(nowMillis);
                task.commit();
                mine.cancel();
                looking = null;
            }
            seen = all;
        }

        /** Tasks of a thread that look one after the other commit together. */
        private boolean isRested(long nowMillis) {
            long since = nowMillis - committed.get();
            return since < EVERY.toMillis() / 2 || since >= REST.toMillis();
        }
    }
}
