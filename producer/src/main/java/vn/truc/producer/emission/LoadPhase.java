package vn.truc.producer.emission;

import java.time.Duration;
import java.util.function.LongUnaryOperator;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * A part of a load: how many documents are due in it, and when. Offsets count from the start of the phase.
 *
 * <p>Implementations compute in integers: document <i>k</i> of a phase has one offset, whatever was asked before.
 */
public sealed interface LoadPhase permits ConstantRate, LinearRamp, OfficeHours, MixedPhase {

    /** The longest phase. */
    Duration DURATION_MAX = Duration.ofDays(3_650);

    /** How long the phase lasts, at most {@link #DURATION_MAX}. */
    Duration duration();

    /** The load as a message calls it. */
    String label();

    /**
     * When the phase's document {@code k} is due, nanoseconds from the start of the phase.
     *
     * @param k from 0; at or beyond {@link #documents()} the phase is thought to go on
     */
    long offsetNanos(long k);

    /** {@link #offsetNanos} for whoever asks for many documents: what they have in common is worked out once. */
    default LongUnaryOperator offsets() {
        return this::offsetNanos;
    }

    /**
     * How many of the phase's documents are due at {@code nanos} from its start or before, were it to go on for ever: the
     * smallest k whose offset is later.
     */
    long dueWithoutEnd(long nanos);

    /** The phase going on for {@code newDuration}, or cut there. */
    LoadPhase lasting(Duration newDuration);

    /** How long the phase lasts, nanoseconds. */
    default long durationNanos() {
        return duration().toNanos();
    }

    /** How many documents are due before the phase ends. */
    default long documents() {
        return dueWithoutEnd(durationNanos() - 1);
    }

    /** How many of the phase's documents are due at {@code nanos} from its start or before. */
    default long dueBy(long nanos) {
        return dueWithoutEnd(Math.min(nanos, durationNanos() - 1));
    }

    /**
     * The phase going on until {@code documents} were due, or cut there.
     *
     * @throws InvalidSettingException when it would last longer than {@link #DURATION_MAX}
     */
    default LoadPhase until(long documents) {
        long most = dueWithoutEnd(DURATION_MAX.toNanos()) - 1;
        new Check()
                .that(
                        documents <= most,
                        "documents",
                        documents,
                        "at most " + most + ", which take " + DURATION_MAX.toDays() + "d at " + label())
                .done();
        return lasting(Duration.ofNanos(offsetNanos(documents)));
    }

    /** Checks a duration within a phase. */
    static void checkDuration(String key, Duration duration, Check check) {
        check.that(
                !duration.isNegative() && !duration.isZero() && duration.compareTo(DURATION_MAX) <= 0,
                key,
                duration,
                "more than 0s, at most " + DURATION_MAX.toDays() + "d");
    }
}
