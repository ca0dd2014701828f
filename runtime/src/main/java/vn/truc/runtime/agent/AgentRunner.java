package vn.truc.runtime.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an {@link Agent} a thread of its own until it is closed or fails.
 *
 * <p>A failure ends the agent, is kept for {@link #failure()} and handed to the listener on the agent's thread; it is
 * never swallowed. Thread-safe.
 */
public final class AgentRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentRunner.class);

    private final Agent agent;
    private final Consumer<Throwable> onFailure;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean running = true;

    private AgentRunner(Agent agent, Consumer<Throwable> onFailure) {
        this.agent = agent;
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, agent.name());
    }

    /**
     * Starts {@code agent} on a new thread.
     *
     * @param onFailure hears what ended the agent, if anything did
     */
    public static AgentRunner start(Agent agent, Consumer<Throwable> onFailure) {
        AgentRunner runner = new AgentRunner(agent, onFailure);
        runner.thread.start();
        return runner;
    }

    /** What ended the agent, or null while it runs and after an orderly end. */
    public @Nullable Throwable failure() {
        return failure.get();
    }

    /** Whether the agent's thread has ended. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Asks the agent to stop and does not wait. */
    public void stop() {
        running = false;
        agent.wakeUp();
    }

    /**
     * Waits for the agent to end by itself or after {@link #stop}.
     *
     * @return false when it still runs after the time
     */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }

    /** Stops the agent and waits until its thread has let go of everything. */
    @Override
    public void close() {
        stop();
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            agent.onStart();
            while (running) {
                if (agent.doWork() == 0) {
                    Thread.onSpinWait();
                }
            }
        } catch (Throwable t) {
            fail(t);
        } finally {
            try {
                agent.onClose();
            } catch (Throwable t) {
                fail(t);
            }
            ended.countDown();
        }
    }

    private void fail(Throwable cause) {
        if (!failure.compareAndSet(null, cause)) {
            LOG.debug("{} failed again while it ended", agent.name(), cause);
            return;
        }
        LOG.debug("{} failed", agent.name(), cause);
        onFailure.accept(cause);
    }
}
