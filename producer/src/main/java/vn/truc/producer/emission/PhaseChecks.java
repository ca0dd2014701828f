package vn.truc.producer.emission;

import java.time.Duration;
import vn.truc.producer.emission.InvalidSettingException.Check;

/** What holds for phases of every shape. */
final class PhaseChecks {

    private static final long DAYS_MAX = LoadPhase.DURATION_MAX.toDays();

    private PhaseChecks() {}

    static void duration(String key, Duration duration, Check check) {
        check.that(
                !duration.isNegative() && !duration.isZero() && duration.compareTo(LoadPhase.DURATION_MAX) <= 0,
                key,
                duration,
                "more than 0s, at most " + DAYS_MAX + "d");
    }

    /** @throws InvalidSettingException when a phase cannot go on until so many documents were due */
    static void reachable(long documents, long most, Object rate) {
        new Check()
                .that(
                        documents <= most,
                        "documents",
                        documents,
                        "at most " + most + ", which take " + DAYS_MAX + "d at " + rate)
                .done();
    }
}
