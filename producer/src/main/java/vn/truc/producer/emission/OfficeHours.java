package vn.truc.producer.emission;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.LongUnaryOperator;
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
        return on(clock, before, peak, OfficeWeek.DEFAULT, duration);
    }

    /** A week of one's own on the clock of a scenario. */
    public static OfficeHours on(SimulatedClock clock, Duration before, Rate peak, OfficeWeek week, Duration duration) {
        Instant start = clock.start().plus(before.multipliedBy(clock.speed()));
        return new OfficeHours(peak, week, start, clock.speed(), duration);
    }

    /**
     * A week of one's own on the clock of a scenario, but for days off, on which as much happens as at night. Days follow
     * each other as phases do.
     *
     * @param holidays the days off, in any order
     */
    public static List<LoadPhase> on(
            SimulatedClock clock,
            Duration before,
            Rate peak,
            OfficeWeek week,
            Duration duration,
            SortedSet<LocalDate> holidays) {
        List<LoadPhase> phases = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (LocalDate holiday : holidays) {
            Duration from = clock.until(holiday).minus(before);
            Duration to = clock.until(holiday.plusDays(1)).minus(before);
            if (to.compareTo(at) > 0 && from.compareTo(duration) < 0) {
                at = append(phases, clock, before, peak, week, at, from);
                at = append(phases, clock, before, peak, OfficeWeek.HOLIDAYS, at, shorter(to, duration));
            }
        }
        append(phases, clock, before, peak, week, at, duration);
        return phases;
    }

    /** Adds a phase from {@code at} to {@code to}, where there is time between them; returns where the phases end. */
    private static Duration append(
            List<LoadPhase> phases,
            SimulatedClock clock,
            Duration before,
            Rate peak,
            OfficeWeek week,
            Duration at,
            Duration to) {
        if (to.compareTo(at) <= 0) {
            return at;
        }
        phases.add(on(clock, before.plus(at), peak, week, to.minus(at)));
        return to;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
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
    public LongUnaryOperator offsets() {
        long inWeek = inWeekNanos();
        long before = week.workUntil(inWeek);
        long weekWork = week.work();
        long documents = peak.documents();
        BigInteger[] perDocument = workOfRate().divideAndRemainder(BigInteger.valueOf(documents));
        if (perDocument[0].bitLength() >= Long.SIZE - 1) {
            return this::offsetNanos;
        }
        long whole = perDocument[0].longValueExact();
        long rest = perDocument[1].longValueExact();
        long fits = inLongs(before, weekWork, whole, documents);
        return k -> {
            if (k > fits) {
                return offsetNanos(k);
            }
            long work = before + k * whole + k * rest / documents;
            long weeks = work / weekWork;
            return (weeks * OfficeWeek.NANOS + week.lastWith(work - weeks * weekWork) - inWeek) / speed;
        };
    }

    /** The last document whose offset is found without a product that is too large for a long. */
    private static long inLongs(long before, long weekWork, long workOfDocument, long documents) {
        long weeksMax = Long.MAX_VALUE / OfficeWeek.NANOS - 1;
        long workMax = weekWork > Long.MAX_VALUE / weeksMax ? Long.MAX_VALUE : weeksMax * weekWork;
        return Math.min((workMax - before) / (workOfDocument + 1), Long.MAX_VALUE / documents);
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
