package vn.truc.producer.emission;

import java.time.Duration;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * The spans of simulated time with counts of their own.
 *
 * @param size of a window, simulated time, 1 s to 3,650 d
 * @param grace how long after its end a window still takes documents, simulated time, 0 to 3,650 d
 */
public record ShareWindow(Duration size, Duration grace) {

    private static final Duration SIZE_MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofDays(3_650);

    /** Days that take documents for a week after their end. */
    public static final ShareWindow DEFAULT = new ShareWindow(Duration.ofDays(1), Duration.ofDays(7));

    /** @throws InvalidSettingException when a duration is not allowed */
    public ShareWindow {
        new Check()
                .that(
                        size.compareTo(SIZE_MIN) >= 0 && size.compareTo(MAX) <= 0,
                        "size",
                        size,
                        "1s to " + MAX.toDays() + "d")
                .that(!grace.isNegative() && grace.compareTo(MAX) <= 0, "grace", grace, "0s to " + MAX.toDays() + "d")
                .done();
    }
}
