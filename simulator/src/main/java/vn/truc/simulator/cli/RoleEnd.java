package vn.truc.simulator.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.truc.simulator.exchange.RunFailedException;

/** What ends a role process: a signal, or a part that cannot go on. Thread-safe. */
final class RoleEnd {

    private final CountDownLatch end = Interrupts.latch();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** A part cannot go on; the first one counts. */
    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        end.countDown();
    }

    /** Waits for the end. */
    void await() throws InterruptedException {
        end.await();
    }

    /** Waits for the end, but not longer than {@code millis}; true when it came. */
    boolean await(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }

    /** @throws RunFailedException when a part could not go on */
    void rethrow() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new RunFailedException(cause);
        }
    }
}
