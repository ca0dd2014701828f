package vn.truc.producer.emission;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * A load that follows the hours of the simulated clock, in {@link SimulatedClock#ZONE}: document <i>k</i> is due at the
 * last nanosecond until which the integral of the rate is at most <i>k</i>. The integral goes on from one half hour to
 * the next, however short they are in the time of the run, so that no half hour is rounded up to a document.
 *
 * @param peak the rate where the week says 100 percent, documents in a time of the run
 * @param week how busy agencies are
 * @param start the simulated time at which the phase begins
 * @param speed simulated seconds in a second of the run, 1 to 31,536,000
 * @param duration in the time of the run; more than nothing, at most {@link LoadPhase#DURATION_MAX}
 */
public record OfficeHours(Rate peak, OfficeWeek week, Instant start, long speed, Duration duration)
        implements LoadPhase {

    private static final long NANOS = 1_000_000_000;
    private static final long PERCENT = 100;
    private static final long DAY_SECONDS = 86_400;
    private static final long WEEK_SECONDS = 7 * DAY_SECONDS;
    /** From a Monday to the first day of the epoch. */
    private static final long MONDAY_SECONDS = 3 * DAY_SECONDS;

    private static final BigInteger WEEK_NANOS = BigInteger.valueOf(OfficeWeek.NANOS);

    /** @throws InvalidSettingException when speed or duration is not allowed */
    public OfficeHours {
        Check check = new Check()
                .that(
                        speed >= 1 && speed <= SimulatedClock.SPEED_MAX,
                        "speed",
                        speed,
                        "a whole number of simulated seconds a second, 1 to " + SimulatedClock.SPEED_MAX);
        LoadPhase.checkDuration("duration", duration, check);
        check.done();
    }

    /**
     * The usual week on the clock of a scenario.
     *
     * @param before how long the load has lasted when the phase begins
     */
    public static OfficeHours on(SimulatedClock clock, Duration before, Rate peak, Duration duration) {
        Instant start = clock.start().plus(before.multipliedBy(clock.speed()));
        return new OfficeHours(peak, OfficeWeek.DEFAULT, start, clock.speed(), duration);
    }

    @Override
    public long offsetNanos(long k) {
        BigInteger[] work = BigInteger.valueOf(k)
                .multiply(workOfRate())
                .divide(BigInteger.valueOf(peak.documents()))
                .add(BigInteger.valueOf(week.workUntil(inWeekNanos())))
                .divideAndRemainder(BigInteger.valueOf(week.work()));
        return work[0].multiply(WEEK_NANOS)
                .add(BigInteger.valueOf(week.lastWith(work[1].longValueExact()) - inWeekNanos()))
                .divide(BigInteger.valueOf(speed))
                .longValueExact();
    }

    @Override
    public String label() {
        return "office hours with peaks of " + peak;
    }

    @Override
    public OfficeHours lasting(Duration newDuration) {
        return new OfficeHours(peak, week, start, speed, newDuration);
    }

    @Override
    public long dueWithoutEnd(long nanos) {
        if (nanos < 0) {
            return 0;
        }
        BigInteger[] weeks = BigInteger.valueOf(nanos + 1)
                .multiply(BigInteger.valueOf(speed))
                .add(BigInteger.valueOf(inWeekNanos()))
                .divideAndRemainder(WEEK_NANOS);
        BigInteger[] due = weeks[0].multiply(BigInteger.valueOf(week.work()))
                .add(BigInteger.valueOf(week.workUntil(weeks[1].longValueExact()) - week.workUntil(inWeekNanos())))
                .multiply(BigInteger.valueOf(peak.documents()))
                .divideAndRemainder(workOfRate());
        return due[0].longValueExact() + due[1].signum();
    }

    /** The work in which {@code peak.documents()} are due, percent by simulated nanoseconds. */
    private BigInteger workOfRate() {
        return BigInteger.valueOf(peak.seconds() * NANOS).multiply(BigInteger.valueOf(PERCENT * speed));
    }

    /** The simulated time at the start, from Monday 0:00. */
    private long inWeekNanos() {
        long local = start.getEpochSecond()
                + SimulatedClock.ZONE.getRules().getOffset(start).getTotalSeconds();
        return Math.floorMod(local + MONDAY_SECONDS, WEEK_SECONDS) * NANOS + start.getNano();
    }
}
