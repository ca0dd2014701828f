package vn.truc.producer.emission;

import java.time.Duration;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * A load that stays the same: document <i>k</i> is due at <i>k / rate</i>, rounded down to a nanosecond.
 *
 * @param rate how many documents in a time
 * @param duration more than nothing, at most {@link LoadPhase#DURATION_MAX}
 */
public record ConstantRate(Rate rate, Duration duration) implements LoadPhase {

    private static final long NANOS = 1_000_000_000;

    /** @throws InvalidSettingException when the duration is not allowed */
    public ConstantRate {
        Check check = new Check();
        LoadPhase.checkDuration("duration", duration, check);
        check.done();
    }

    @Override
    public long offsetNanos(long k) {
        long ticks = Math.multiplyExact(k, rate.seconds());
        long per = rate.documents();
        return Math.addExact(Math.multiplyExact(ticks / per, NANOS), (ticks % per) * NANOS / per);
    }

    @Override
    public String label() {
        return rate.toString();
    }

    @Override
    public ConstantRate lasting(Duration newDuration) {
        return new ConstantRate(rate, newDuration);
    }

    @Override
    public long dueWithoutEnd(long nanos) {
        if (nanos < 0) {
            return 0;
        }
        long seconds = (nanos + 1) / NANOS;
        long rest = (nanos + 1) % NANOS;
        long documents = seconds * rate.documents();
        long whole = documents / rate.seconds();
        long numerator = (documents % rate.seconds()) * NANOS + rest * rate.documents();
        long denominator = rate.seconds() * NANOS;
        return whole + (numerator + denominator - 1) / denominator;
    }
}
