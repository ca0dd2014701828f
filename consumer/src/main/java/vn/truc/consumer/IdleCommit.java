package vn.truc.consumer;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Commits what was worked on as soon as nothing more comes, instead of at the end of the commit interval: whoever reads
 * committed records only, the counting behind the receipts as well as a person behind the share, waits for that.
 *
 * <p>While records come it changes nothing, and it costs nothing for each of them: a task looks now and then whether any
 * thread of its instance was given records since it looked last. A commit of nothing is none; the library sees to that.
 */
final class IdleCommit {

    /** How often a task looks; what it has worked on waits for its commit once to twice as long. */
    static final Duration EVERY = Duration.ofMillis(50);

    private final LongSupplier polledBatches;

    /** @param polledBatches how many batches of records the threads of the instance were given so far */
    IdleCommit(LongSupplier polledBatches) {
        this.polledBatches = polledBatches;
    }

    /** Looks after a task from now on, in its thread. */
    void lookAfter(ProcessingContext task) {
        Watch watch = new Watch(task);
        task.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, now -> watch.look());
    }

    private final class Watch {
        private final ProcessingContext task;
        private long seen;
        private long committed;

        private Watch(ProcessingContext task) {
            this.task = task;
            seen = polledBatches.getAsLong();
            committed = seen;
        }

        private void look() {
            long polled = polledBatches.getAsLong();
            if (polled == seen && polled != committed) {
                committed = polled;
                task.commit();
            }
            seen = polled;
        }
    }
}
