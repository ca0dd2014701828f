package vn.truc.producer.emission;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * A part of every day, on the half hour.
 *
 * @param from the first half hour, counted from midnight, 0 to {@value #HALF_HOURS}
 * @param to the half hour at which it ends, not included
 */
public record DayHours(int from, int to) {

    /** The half hours of a day. */
    public static final int HALF_HOURS = 48;

    /** What {@link #parseOrNull} reads, for a message. */
    public static final String FORM = "two times of a day on the half hour, such as 8:00-17:00";

    /** No time of the day. */
    public static final DayHours NONE = new DayHours(0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,2}):([03]0)-(\\d{1,2}):([03]0)");

    /** @throws InvalidSettingException when it is no part of a day */
    public DayHours {
        new Check()
                .that(
                        from >= 0 && from <= to && to <= HALF_HOURS,
                        "hours",
                        "half hours " + from + " to " + to,
                        "0 to " + HALF_HOURS + ", the first not after the second")
                .done();
    }

    /** Reads {@code 8:00-17:00}, or gives null for what is not of the {@link #FORM}. */
    public static @Nullable DayHours parseOrNull(String text) {
        Matcher times = TEXT.matcher(text);
        if (!times.matches()) {
            return null;
        }
        int from = halfHour(times.group(1), times.group(2));
        int to = halfHour(times.group(3), times.group(4));
        return from <= to && to <= HALF_HOURS ? new DayHours(from, to) : null;
    }

    private static int halfHour(String hour, String minute) {
        return 2 * Integer.parseInt(hour) + (minute.equals("30") ? 1 : 0);
    }

    /** Whether it is {@linkplain #NONE no time at all}, wherever in the day. */
    public boolean isEmpty() {
        return from == to;
    }

    /** How many half hours. */
    public int halfHours() {
        return to - from;
    }

    @Override
    public String toString() {
        return time(from) + "-" + time(to);
    }

    private static String time(int halfHour) {
        return halfHour / 2 + (halfHour % 2 == 0 ? ":00" : ":30");
    }
}
