package vn.truc.producer.emission;

import java.math.BigInteger;
import java.time.Duration;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * A load whose rate rises or falls evenly: document <i>k</i> is due when the integral of the rate reaches <i>k</i>,
 * rounded down to a nanosecond. Exact: what floating point guesses is held against integers before it is used.
 *
 * @param from the rate at the start
 * @param to the rate at the end of {@code span}, and from then on
 * @param span how long the rate takes from {@code from} to {@code to}; more than nothing, at most
 *     {@link LoadPhase#DURATION_MAX}
 * @param duration how long the phase lasts, within the same bounds; one shorter than {@code span} cuts the ramp, whose
 *     slope stays
 */
public record LinearRamp(Rate from, Rate to, Duration span, Duration duration) implements LoadPhase {

    private static final long NANOS = 1_000_000_000;
    /** Up to here the sums and doubles of {@link #offsetNanos} stay within a long. */
    private static final double FITS = 4e18;

    /** @throws InvalidSettingException when span or duration is not allowed */
    public LinearRamp {
        Check check = new Check();
        LoadPhase.checkDuration("span", span, check);
        LoadPhase.checkDuration("duration", duration, check);
        check.done();
    }

    /** A ramp that ends with its phase. */
    public LinearRamp(Rate from, Rate to, Duration duration) {
        this(from, to, duration, duration);
    }

    @Override
    public long offsetNanos(long k) {
        long first = first();
        long last = last();
        long spanNanos = span.toNanos();
        double steepest = 2.0 * spanNanos * Math.max(first, last);
        double wanted = (double) unitSeconds() * NANOS * k;
        if (steepest > FITS || wanted > FITS / 2) {
            return exactOffset(k);
        }
        long goal = unitSeconds() * NANOS * k;
        long beyond = 2 * goal - spanNanos * (first + last);
        if (beyond >= 0) {
            return spanNanos + beyond / (2 * last);
        }
        double straight = (double) spanNanos * first;
        double area = 2.0 * spanNanos * goal;
        double root = Math.sqrt(Math.max(0, straight * straight + area * (last - first)));
        long guess = Math.min(spanNanos - 1, (long) (area / (straight + root)));
        for (long nanos = Math.max(0, guess - 1); nanos <= guess + 1; nanos++) {
            if (reached(nanos, spanNanos, goal) && !reached(nanos + 1, spanNanos, goal)) {
                return nanos;
            }
        }
        return exactOffset(k);
    }

    /** Whether the integral from the start to {@code nanos} is at most {@code goal}; compares products of 128 bits. */
    private boolean reached(long nanos, long spanNanos, long goal) {
        long twiceMean = 2 * spanNanos * first() + (last() - first()) * nanos;
        long high = Math.multiplyHigh(nanos, twiceMean);
        long goalHigh = Math.multiplyHigh(2 * spanNanos, goal);
        return high != goalHigh ? high < goalHigh : Long.compareUnsigned(nanos * twiceMean, 2 * spanNanos * goal) <= 0;
    }

    /** The largest t with (last - first) t² + 2 span first t at most 2 span goal, by an integer square root. */
    private long exactOffset(long k) {
        BigInteger first = BigInteger.valueOf(first());
        BigInteger last = BigInteger.valueOf(last());
        BigInteger spanNanos = BigInteger.valueOf(span.toNanos());
        BigInteger twiceGoal = unitNanos().multiply(BigInteger.valueOf(k)).shiftLeft(1);
        BigInteger beyond = twiceGoal.subtract(spanNanos.multiply(first.add(last)));
        if (beyond.signum() >= 0) {
            return spanNanos.add(beyond.divide(last.shiftLeft(1))).longValueExact();
        }
        BigInteger slope = last.subtract(first);
        if (slope.signum() == 0) {
            return twiceGoal.divide(first.shiftLeft(1)).longValueExact();
        }
        BigInteger straight = spanNanos.multiply(first);
        BigInteger square =
                straight.multiply(straight).add(spanNanos.multiply(twiceGoal).multiply(slope));
        BigInteger root = square.sqrt();
        if (slope.signum() > 0) {
            return root.subtract(straight).divide(slope).longValueExact();
        }
        BigInteger above = root.multiply(root).equals(square) ? root : root.add(BigInteger.ONE);
        return straight.subtract(above).divide(slope.negate()).longValueExact();
    }

    @Override
    public String label() {
        return from + ".." + to;
    }

    @Override
    public LinearRamp lasting(Duration newDuration) {
        return new LinearRamp(from, to, span, newDuration);
    }

    @Override
    public long dueWithoutEnd(long nanos) {
        if (nanos < 0) {
            return 0;
        }
        BigInteger spanNanos = BigInteger.valueOf(span.toNanos());
        BigInteger on = BigInteger.valueOf(Math.min(nanos + 1, span.toNanos()));
        BigInteger after = BigInteger.valueOf(nanos + 1).subtract(on);
        BigInteger twiceSpan = spanNanos.shiftLeft(1);
        BigInteger twiceMean =
                twiceSpan.multiply(BigInteger.valueOf(first())).add(on.multiply(BigInteger.valueOf(last() - first())));
        BigInteger area = on.multiply(twiceMean).add(after.multiply(twiceSpan).multiply(BigInteger.valueOf(last())));
        BigInteger[] due = area.divideAndRemainder(twiceSpan.multiply(unitNanos()));
        return due[0].longValueExact() + due[1].signum();
    }

    /** A time in which both rates are a whole number of documents: {@link #first} and {@link #last}. */
    private long unitSeconds() {
        return from.seconds() == to.seconds() ? from.seconds() : from.seconds() * to.seconds();
    }

    private BigInteger unitNanos() {
        return BigInteger.valueOf(unitSeconds()).multiply(BigInteger.valueOf(NANOS));
    }

    private long first() {
        return from.seconds() == to.seconds() ? from.documents() : from.documents() * to.seconds();
    }

    private long last() {
        return from.seconds() == to.seconds() ? to.documents() : to.documents() * from.seconds();
    }
}
