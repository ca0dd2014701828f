package vn.truc.producer.emission;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * How the time of a run maps to the dates on its documents, so that a year can pass in two minutes.
 *
 * @param start the simulated time at which a run begins, in the years 1976 to 9000
 * @param speed simulated seconds in a second of the run, 1 to 31,536,000 (a year in a second)
 */
public record SimulatedClock(Instant start, long speed) {

    /** Where the agencies are: the date of a document is the date there. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    static final Instant EARLIEST = Instant.parse("1976-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
    static final long SPEED_MAX = Duration.ofDays(365).toSeconds();
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** @throws InvalidSettingException when start or speed is not allowed */
    public SimulatedClock {
        new Check()
                .that(
                        !start.isBefore(EARLIEST) && start.isBefore(LATEST),
                        "start",
                        start,
                        "an instant from " + EARLIEST + " until " + LATEST)
                .that(
                        speed >= 1 && speed <= SPEED_MAX,
                        "speed",
                        speed,
                        "a whole number of simulated seconds a second, 1 to " + SPEED_MAX)
                .done();
    }

    /** The simulated time at {@code offsetNanos} after the start of the run, milliseconds since the epoch. */
    public long atMillis(long offsetNanos) {
        return start.toEpochMilli()
                + (offsetNanos / NANOS_PER_MILLI) * speed
                + (offsetNanos % NANOS_PER_MILLI) * speed / NANOS_PER_MILLI;
    }

    /** How far from the start of the run a day begins, in the time of the run; rounded up to the nanosecond. */
    Duration until(LocalDate day) {
        Duration simulated = Duration.between(start, day.atStartOfDay(ZONE).toInstant());
        return simulated.plusNanos(speed - 1).dividedBy(speed);
    }

    /** The date of a simulated time, in {@link #ZONE}. */
    public static LocalDate dateOf(long simulatedMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(simulatedMillis), ZONE);
    }
}
