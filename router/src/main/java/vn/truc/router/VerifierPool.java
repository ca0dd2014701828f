package vn.truc.router;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;

/**
 * Verifies the envelopes of a batch on several threads, each with a verifier of its own. The results stand in the order
 * of the envelopes, so what comes after keeps the order of the senders. The calling thread takes a share itself.
 */
final class VerifierPool {

    /** Below this many envelopes for a thread, handing over costs more than it gains. */
    private static final int ENVELOPES_PER_THREAD_MIN = 8;

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

    Verification[] verify(List<byte[]> envelopes) {
        Verification[] results = new Verification[envelopes.size()];
        int slices = Math.min(verifiers.size(), 1 + envelopes.size() / ENVELOPES_PER_THREAD_MIN);
        List<Future<?>> helping = new ArrayList<>(slices);
        for (int slice = 1; slice < slices; slice++) {
            int part = slice;
            helping.add(helpers.submit(() -> verifySlice(envelopes, results, part, slices)));
        }
        verifySlice(envelopes, results, 0, slices);
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

    /** Verifies one envelope on the calling thread. */
    Verification verifyAgain(byte[] envelope) {
        return verifiers.get(0).verify(envelope);
    }

    void close() {
        helpers.shutdownNow();
    }

    private void verifySlice(List<byte[]> envelopes, Verification[] results, int slice, int slices) {
        EnvelopeVerifier verifier = verifiers.get(slice);
        int from = (int) ((long) envelopes.size() * slice / slices);
        int to = (int) ((long) envelopes.size() * (slice + 1) / slices);
        for (int i = from; i < to; i++) {
            results[i] = verifier.verify(envelopes.get(i));
        }
    }
}
