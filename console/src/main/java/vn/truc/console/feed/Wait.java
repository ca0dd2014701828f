package vn.truc.console.feed;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/** A pause of one thread that another can end, for good. */
final class Wait {

    private final CountDownLatch ended = new CountDownLatch(1);

    /** Waits until this reading of {@link System#nanoTime}, or until there is no more waiting. */
    void until(long nanos) {
        try {
            boolean unused = ended.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Ends this wait and all that are still to come. */
    void end() {
        ended.countDown();
    }
}
