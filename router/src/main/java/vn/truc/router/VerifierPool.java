package vn.truc.router;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;

/**
 * Verifies the envelopes of a batch on several threads, each with a verifier of its own. The results stand in the order
 * of the envelopes, so what comes after keeps the order of the senders. The calling thread takes a share itself, from when
 * it asks for the results; until then it is free for something else, such as waiting for the cluster.
 *
 * <p>One batch at a time. Confined to the thread of the router.
 */
final class VerifierPool {

    /** Below this many envelopes for a thread, handing over costs more than it gains. */
    private static final int ENVELOPES_PER_THREAD_MIN = 8;

    /**
     * A batch is taken in so many parts for each thread: small enough that all end at about the same time, and large
     * enough that the documents of one tree mostly stay with one verifier, which then verifies its signature once.
     */
    private static final int PARTS_PER_THREAD = 4;

    private final List<EnvelopeVerifier> verifiers = new ArrayList<>();
    private final ExecutorService helpers;

    VerifierPool(int threads, String name, Supplier<EnvelopeVerifier> verifier) {
        for (int i = 0; i < threads; i++) {
            verifiers.add(verifier.get());
        }
        this.helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, name + "-verifier");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins with a batch, on the other threads; whatever happens next, {@link Batch#results} must be asked for. */
    Batch begin(List<byte[]> envelopes) {
        return new Batch(envelopes);
    }

    /** Verifies one envelope on the calling thread. */
    Verification verifyAgain(byte[] envelope) {
        return verifiers.get(0).verify(envelope);
    }

    void close() {
        helpers.shutdownNow();
    }

    /** Envelopes that are being verified. */
    final class Batch {

        private final List<byte[]> envelopes;
        private final Verification[] results;
        private final int part;
        private final AtomicInteger taken = new AtomicInteger();
        private final List<Future<?>> helping = new ArrayList<>();

        private Batch(List<byte[]> envelopes) {
            this.envelopes = envelopes;
            this.results = new Verification[envelopes.size()];
            this.part = Math.max(ENVELOPES_PER_THREAD_MIN, envelopes.size() / (verifiers.size() * PARTS_PER_THREAD));
            int threads = Math.min(verifiers.size(), 1 + envelopes.size() / ENVELOPES_PER_THREAD_MIN);
            for (int i = 1; i < threads; i++) {
                EnvelopeVerifier verifier = verifiers.get(i);
                helping.add(helpers.submit(() -> verifyParts(verifier)));
            }
        }

        /** Takes part in what is left and waits for the others: one result for each envelope, in their order. */
        Verification[] results() {
            verifyParts(verifiers.get(0));
            try {
                for (Future<?> help : helping) {
                    help.get();
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a verifier failed instead of refusing", e.getCause());
            }
            return results;
        }

        private void verifyParts(EnvelopeVerifier verifier) {
            int from = taken.getAndAdd(part);
            while (from < results.length) {
                int to = Math.min(results.length, from + part);
                for (int i = from; i < to; i++) {
                    results[i] = verifier.verify(envelopes.get(i));
                }
                from = taken.getAndAdd(part);
            }
        }
    }
}
