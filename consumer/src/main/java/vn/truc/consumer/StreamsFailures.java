package vn.truc.consumer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a thread that failed. Trouble of the cluster that may pass gets it replaced: what it had not committed is
 * worked on again. What will not pass by itself is reported and ends the instance: authentication, authorization, unfit
 * topics, a record that a topic does not take, an error in this program, or threads that fail again and again.
 *
 * <p>Thread-safe.
 */
final class StreamsFailures implements StreamsUncaughtExceptionHandler {

    /** How many replacements within {@link #PERIOD} are taken as trouble that may pass. */
    static final int REPLACEMENTS_MAX = 20;

    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(StreamsFailures.class);

    private final Clock clock;
    private final Consumer<Throwable> onFailure;
    private final Deque<Long> replacedAtMillis = new ArrayDeque<>();

    /** @param onFailure hears what ended the instance */
    StreamsFailures(Clock clock, Consumer<Throwable> onFailure) {
        this.clock = clock;
        this.onFailure = onFailure;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (mayPass(failure) && mayReplace()) {
            LOG.warn(
                    "A counting thread failed and is replaced: {}",
                    rootOf(failure).toString());
            LOG.debug("The failure of the thread", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("Receiving and counting ends: {}", rootOf(failure).toString());
        onFailure.accept(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static boolean mayPass(Throwable failure) {
        KafkaException deepest = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error
                    || cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof MissingSourceTopicException
                    || cause instanceof InvalidTopicException
                    || cause instanceof RecordTooLargeException
                    || cause instanceof UnsupportedVersionException) {
                return false;
            }
            if (cause instanceof KafkaException known) {
                deepest = known;
            }
        }
        // the streams library wraps what its clients could not do; what it says by itself, or what a step of ours
        // threw,
        // would be the same the next time
        return deepest != null && !(deepest instanceof StreamsException);
    }

    private synchronized boolean mayReplace() {
        long now = clock.millis();
        while (!replacedAtMillis.isEmpty() && now - replacedAtMillis.getFirst() > PERIOD.toMillis()) {
            replacedAtMillis.removeFirst();
        }
        if (replacedAtMillis.size() >= REPLACEMENTS_MAX) {
            return false;
        }
        replacedAtMillis.addLast(now);
        return true;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
