package vn.truc.runtime.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/** What is particular to consumers that are in no group. */
public final class GrouplessConsumers {

    private GrouplessConsumers() {}

    /**
     * Closes a consumer that has nobody to leave and nothing to commit, at once. Otherwise it would first ask the broker to
     * forget its fetch session, and the broker answers that only after the fetch that is waiting for new records: half a
     * second, for something that the broker forgets by itself after a while.
     *
     * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-227%3A+Introduce+Incremental+FetchRequests+to+Increase+Partition+Scalability">
     *     KIP-227, fetch sessions</a>
     */
    public static void close(Consumer<?, ?> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
