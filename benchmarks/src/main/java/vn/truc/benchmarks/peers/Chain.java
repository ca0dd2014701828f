package vn.truc.benchmarks.peers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.agent.Agent;
import vn.truc.runtime.agent.AgentRunner;

/** A source, something in the middle and a sink, a thread each. */
final class Chain {

    private static final long STALLED_AFTER_MINUTES = 10;

    private Chain() {}

    /** Measures from the first record of the source until the sink has counted the last; closes all three. */
    static Measurement measure(Agent source, Agent middle, RecordSink sink, long records) {
        CompletableFuture<@Nullable Void> end = sink.allThere();
        try (AgentRunner last = AgentRunner.start(sink, end::completeExceptionally);
                AgentRunner second = AgentRunner.start(middle, end::completeExceptionally)) {
            Stopwatch stopwatch = Stopwatch.start();
            try (AgentRunner first = AgentRunner.start(source, end::completeExceptionally)) {
                end.get(STALLED_AFTER_MINUTES, TimeUnit.MINUTES);
                Measurement measured = stopwatch.stop(records);
                first.stop();
                second.stop();
                last.stop();
                return measured;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the chain broke: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the chain has not ended after " + STALLED_AFTER_MINUTES + " min", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the chain worked", e);
        }
    }
}
