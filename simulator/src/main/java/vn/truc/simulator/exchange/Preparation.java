package vn.truc.simulator.exchange;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.keys.KeyRing;

/**
 * What an exchange needs and what needs no cluster. Ten thousand keys and certificates take as long as starting a broker, so
 * it is made meanwhile.
 *
 * @param keys null for the unsigned baseline
 * @param directoryRows as {@link DirectoryPublisher#rows} makes them
 */
record Preparation(@Nullable KeyRing keys, Map<String, byte[]> directoryRows) {

    /** Begins to make it, on another thread. */
    static CompletableFuture<Preparation> begin(Plan plan, ExchangeOptions options) {
        return CompletableFuture.supplyAsync(() -> {
            KeyRing keys = RoleStarter.keys(plan, options.keys(), new SecureRandom());
            return new Preparation(keys, DirectoryPublisher.rows(plan, keys));
        });
    }

    /** Waits for it, and throws what kept it from being made. */
    static Preparation await(CompletableFuture<Preparation> begun) {
        try {
            return begun.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
