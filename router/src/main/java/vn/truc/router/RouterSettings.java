package vn.truc.router;

import java.time.Duration;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/**
 * How a router works.
 *
 * @param topics what they are called
 * @param instance names this router among those of its group, also over a restart; two that run at once must differ
 * @param commitInterval how long a transaction stays open; also the time that a copy waits at most to become visible
 * @param verifiers how many threads verify seals, at least 1
 * @param policy what a genuine document must satisfy
 */
public record RouterSettings(
        TopicNames topics, String instance, Duration commitInterval, int verifiers, VerificationPolicy policy) {

    public RouterSettings {
        if (instance.isBlank()) {
            throw new IllegalArgumentException("a router needs a name; give one with --instance");
        }
        if (verifiers < 1) {
            throw new IllegalArgumentException("a router needs at least 1 verifying thread, given " + verifiers);
        }
        if (commitInterval.isNegative() || commitInterval.compareTo(RouterClients.TRANSACTION_TIMEOUT) >= 0) {
            throw new IllegalArgumentException("a commit interval of " + commitInterval.toMillis()
                    + " ms must lie between 0 and " + RouterClients.TRANSACTION_TIMEOUT.toMillis() + " ms");
        }
    }

    /** The consumer group of all routers of one exchange. */
    String groupId() {
        return topics.routerGroup();
    }

    String transactionalId() {
        return groupId() + "-" + instance;
    }

    String clientId() {
        return transactionalId();
    }

    String topic(Topic topic) {
        return topics.name(topic);
    }
}
