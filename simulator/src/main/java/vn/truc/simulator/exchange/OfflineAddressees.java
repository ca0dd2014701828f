package vn.truc.simulator.exchange;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.consumer.ShareConsumer;
import vn.truc.producer.emission.Faults;

/** Takes the addressees of this process offline for the time that a scenario plans. Closing it ends that early. */
final class OfflineAddressees implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OfflineAddressees.class);

    private final ShareConsumer consumer;
    private final Faults.Offline planned;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    OfflineAddressees(ShareConsumer consumer, Faults.Offline planned) {
        this.consumer = consumer;
        this.planned = planned;
        this.thread = new Thread(this::take, "offline-addressees");
        thread.setDaemon(true);
        thread.start();
    }

    private void take() {
        try {
            if (closed.await(planned.at().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            LOG.info(
                    "the addressees are offline for {} ms, as planned",
                    planned.lasts().toMillis());
            consumer.pause();
            boolean unused = closed.await(planned.lasts().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            consumer.resume();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
