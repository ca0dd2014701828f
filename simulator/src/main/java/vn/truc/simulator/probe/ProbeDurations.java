package vn.truc.simulator.probe;

import java.time.Duration;
import vn.truc.simulator.capacity.Purpose;

/**
 * How long probes take.
 *
 * @param probe for how long a short one is measured, at least {@link #SHORTEST}
 * @param confirm for how long a confirming one is, at least {@link #SHORTEST}
 * @param warmUp how long each runs before it is measured
 */
public record ProbeDurations(Duration probe, Duration confirm, Duration warmUp) {

    /** Of anything shorter there are too few samples. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    /** @throws IllegalArgumentException when one is too short; the message names its option */
    public ProbeDurations {
        check("--probe-duration", probe);
        check("--confirm-duration", confirm);
    }

    /** How long documents are issued, the warm-up of the probe included. */
    Duration issuing(Purpose purpose) {
        return warmUp.plus(measured(purpose));
    }

    /** For how long figures are taken. */
    Duration measured(Purpose purpose) {
        return purpose == Purpose.CONFIRM ? confirm : probe;
    }

    private static void check(String option, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    option + ": " + duration.toMillis() + " ms given, at least " + SHORTEST.toSeconds() + "s");
        }
    }
}
