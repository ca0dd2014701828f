package vn.truc.producer.emission;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Set;
import vn.truc.producer.emission.InvalidSettingException.Check;

/** How busy agencies are over a week, half hour by half hour. Immutable. */
public final class OfficeWeek {

    /** The half hours of a week. */
    public static final int HALF_HOURS = 336;

    /** A half hour, nanoseconds. */
    static final long HALF_HOUR_NANOS = 1_800_000_000_000L;

    /** A week, nanoseconds. */
    static final long NANOS = HALF_HOURS * HALF_HOUR_NANOS;

    private static final int PERCENT_MAX = 100;
    private static final int HALF_HOURS_OF_DAY = DayHours.HALF_HOURS;
    private static final int IDLE_PERCENT = 1;
    private static final int WEEKDAYS = 5;

    /** A working day from midnight, percent: busy from 9 to 11 and from 14 to 16:30. */
    private static final int[] WORKING_DAY = {
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 20, 50, 50, 50, 90, 90, 90, 90, 60, 10, 10, 10, 10, 45, 90, 90, 90,
        90, 90, 50, 20, 20, 4, 4, 4, 4, 4, 4, 4, 4, 1, 1, 1, 1
    };

    /** The week where nobody says otherwise: Mondays are the busiest, little happens at night and on Saturdays and Sundays. */
    public static final OfficeWeek DEFAULT = of(defaultPercents());

    /** A week in which nobody works: as much happens as at night. */
    public static final OfficeWeek HOLIDAYS = of(holidays());

    private final int[] percents;
    /** The sum of percent by nanoseconds before each half hour; one more entry holds that of the week. */
    private final long[] before;

    private OfficeWeek(int[] percents) {
        this.percents = percents;
        before = new long[HALF_HOURS + 1];
        for (int i = 0; i < HALF_HOURS; i++) {
            before[i + 1] = before[i] + percents[i] * HALF_HOUR_NANOS;
        }
    }

    /**
     * A week of one's own.
     *
     * @param percents the rate in each half hour from Monday 0:00, percent of the peak, 0 to 100; not all of them 0
     * @throws InvalidSettingException when there are not {@link #HALF_HOURS} of them, or one is not allowed
     */
    public static OfficeWeek of(int... percents) {
        Check check = new Check()
                .that(percents.length == HALF_HOURS, "percents", percents.length + " half hours", "" + HALF_HOURS)
                .that(Arrays.stream(percents).anyMatch(percent -> percent > 0), "percents", "no work", "some work");
        for (int i = 0; i < percents.length; i++) {
            check.that(
                    percents[i] >= 0 && percents[i] <= PERCENT_MAX,
                    "percents[" + i + "]",
                    percents[i],
                    "0 to " + PERCENT_MAX);
        }
        check.done();
        return new OfficeWeek(percents.clone());
    }

    /**
     * A week with the same hours on every working day: the peak within them, and at all other times as little as at night.
     *
     * @param days the working days, at least one
     * @param hours when agencies work
     * @param lunch when they do not, within the hours; empty for no break
     * @throws InvalidSettingException when nobody ever works, or the break is outside the hours
     */
    public static OfficeWeek of(Set<DayOfWeek> days, DayHours hours, DayHours lunch) {
        new Check()
                .that(!days.isEmpty(), "days", "no day", "at least one day of the week")
                .that(hours.from() < hours.to(), "hours", hours, "hours of which the second is later than the first")
                .that(
                        lunch.isEmpty() || (lunch.from() >= hours.from() && lunch.to() <= hours.to()),
                        "lunch",
                        lunch,
                        "a break within the hours " + hours)
                .that(
                        lunch.halfHours() < hours.halfHours(),
                        "lunch",
                        lunch,
                        "a break that leaves something of the hours " + hours)
                .done();
        int[] week = holidays();
        for (DayOfWeek day : days) {
            int midnight = day.ordinal() * HALF_HOURS_OF_DAY;
            Arrays.fill(week, midnight + hours.from(), midnight + hours.to(), PERCENT_MAX);
            Arrays.fill(week, midnight + lunch.from(), midnight + lunch.to(), IDLE_PERCENT);
        }
        return of(week);
    }

    private static int[] holidays() {
        int[] week = new int[HALF_HOURS];
        Arrays.fill(week, IDLE_PERCENT);
        return week;
    }

    private static int[] defaultPercents() {
        int[] week = new int[HALF_HOURS];
        for (int i = 0; i < HALF_HOURS; i++) {
            int day = i / HALF_HOURS_OF_DAY;
            int percent = WORKING_DAY[i % HALF_HOURS_OF_DAY];
            // the peak of the other days is nine tenths of Monday's
            week[i] = day == 0 ? percent * 10 / 9 : day < WEEKDAYS ? percent : IDLE_PERCENT;
        }
        return week;
    }

    /** The work of a whole week, percent by nanoseconds. */
    long work() {
        return before[HALF_HOURS];
    }

    /** The work from Monday 0:00 until {@code nanos} later, less than a week; percent by nanoseconds. */
    long workUntil(long nanos) {
        int halfHour = (int) (nanos / HALF_HOUR_NANOS);
        return before[halfHour] + percents[halfHour] * (nanos % HALF_HOUR_NANOS);
    }

    /** The last nanosecond from Monday 0:00 until which there is at most so much work, less than that of a week. */
    long lastWith(long work) {
        int halfHour = Schedule.last(before, HALF_HOURS, work);
        return halfHour * HALF_HOUR_NANOS + (work - before[halfHour]) / percents[halfHour];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OfficeWeek week && Arrays.equals(percents, week.percents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(percents);
    }

    @Override
    public String toString() {
        return "OfficeWeek" + Arrays.toString(percents);
    }
}
