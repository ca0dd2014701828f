package vn.truc.producer.emission;

import java.time.Duration;

/**
 * A part of a load: how many documents are due in it, and when. Offsets count from the start of the phase.
 *
 * <p>Implementations compute in integers: document <i>k</i> of a phase has one offset, whatever was asked before.
 */
public sealed interface LoadPhase permits ConstantRate, LinearRamp, OfficeHours {

    /** The longest phase. */
    Duration DURATION_MAX = Duration.ofDays(3_650);

    /** How many documents are due before the phase ends. */
    long documents();

    /** How long the phase lasts, nanoseconds. */
    long durationNanos();

    /**
     * When the phase's document {@code k} is due, nanoseconds from the start of the phase.
     *
     * @param k from 0; at or beyond {@link #documents()} the phase is thought to go on
     */
    long offsetNanos(long k);

    /** How many of the phase's documents are due at {@code nanos} from its start or before. */
    long dueBy(long nanos);

    /**
     * The phase going on until {@code documents} were due, or cut there.
     *
     * @throws InvalidSettingException when it would last longer than {@link #DURATION_MAX}
     */
    LoadPhase until(long documents);

    /** The phase going on for {@code duration}, or cut there. */
    LoadPhase lasting(Duration duration);
}
