package vn.truc.simulator.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.TopicNames;

/**
 * How an exchange in one process is set up.
 *
 * @param kafka the cluster, or null to start one in this process
 * @param clientSettings the user's, where the cluster is started in this process; those for one that is given are in {@code
 *     kafka}
 * @param topics what they are called
 * @param foreignRouter whether a router that is not ours, in another process, makes the copies; then none starts here
 * @param keys a directory with the agencies' keys, or null to make them in memory
 * @param workers threads that seal and send
 * @param verifiers threads that verify at the axis
 * @param counters threads that verify at the addressees and count
 * @param commitInterval how long a routing transaction stays open
 */
public record ExchangeOptions(
        @Nullable KafkaSettings kafka,
        Map<String, String> clientSettings,
        TopicNames topics,
        boolean foreignRouter,
        @Nullable Path keys,
        int workers,
        int verifiers,
        int counters,
        Duration commitInterval) {

    /** Copies what it is given. */
    public ExchangeOptions {
        clientSettings = Map.copyOf(clientSettings);
    }

    /** What suits a machine with so many cores. */
    public static ExchangeOptions forCores(
            @Nullable KafkaSettings kafka, TopicNames topics, @Nullable Path keys, int cores) {
        int threads = Math.max(1, Math.min(cores, 8));
        return new ExchangeOptions(
                kafka, Map.of(), topics, false, keys, threads, threads, threads, RoleStarter.COMMIT_INTERVAL);
    }

    /** These, with settings of the user for the clients of a cluster in this process. */
    public ExchangeOptions withClientSettings(Map<String, String> settings) {
        return new ExchangeOptions(
                kafka, settings, topics, foreignRouter, keys, workers, verifiers, counters, commitInterval);
    }

    /** These, for a router in another process that is not ours. */
    public ExchangeOptions withForeignRouter() {
        return new ExchangeOptions(
                kafka, clientSettings, topics, true, keys, workers, verifiers, counters, commitInterval);
    }
}
