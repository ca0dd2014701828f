package vn.truc.consumer;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.wire.TopicNames;

/**
 * What a user can choose about receiving and counting.
 *
 * @param topics what they are called
 * @param windowSize how long a window of the share is, simulated time
 * @param windowGrace how long after its end a window still takes late documents, simulated time. Documents of one date
 *     reach the counts on several ways, the register at once and receipts by the axis, so the grace must be more than
 *     what passes of simulated time while a document is under way; more of it costs memory only
 * @param threads how many threads receive and count
 * @param commitInterval how often results are committed and so become visible; wall clock
 * @param stateDirectory where the library keeps its working files, or null for a directory that is made and removed. Two
 *     instances cannot share one
 */
public record ShareOptions(
        TopicNames topics,
        Duration windowSize,
        Duration windowGrace,
        int threads,
        Duration commitInterval,
        @Nullable Path stateDirectory) {

    /** A day, with a week of grace. */
    public static final Duration DEFAULT_WINDOW_SIZE = Duration.ofDays(1);

    public static final Duration DEFAULT_WINDOW_GRACE = Duration.ofDays(7);
    public static final int DEFAULT_THREADS = 2;
    public static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofMillis(500);

    /** @throws IllegalArgumentException when a value is out of its range; the message names it */
    public ShareOptions {
        require(windowSize.toMillis() >= 1, "windowSize", windowSize, "1 ms or more");
        require(!windowGrace.isNegative(), "windowGrace", windowGrace, "0 or more");
        require(threads >= 1, "threads", threads, "1 or more");
        require(commitInterval.toMillis() >= 1, "commitInterval", commitInterval, "1 ms or more");
    }

    /** The defaults, for topics of these names. */
    public static ShareOptions on(TopicNames topics) {
        return new ShareOptions(
                topics, DEFAULT_WINDOW_SIZE, DEFAULT_WINDOW_GRACE, DEFAULT_THREADS, DEFAULT_COMMIT_INTERVAL, null);
    }

    /** These with other windows. */
    public ShareOptions withWindows(Duration size, Duration grace) {
        return new ShareOptions(topics, size, grace, threads, commitInterval, stateDirectory);
    }

    /** These with another number of threads. */
    public ShareOptions withThreads(int count) {
        return new ShareOptions(topics, windowSize, windowGrace, count, commitInterval, stateDirectory);
    }

    private static void require(boolean holds, String name, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + allowed);
        }
    }
}
