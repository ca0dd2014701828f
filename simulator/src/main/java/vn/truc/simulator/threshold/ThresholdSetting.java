package vn.truc.simulator.threshold;

import java.time.Duration;
import java.util.List;
import vn.truc.producer.emission.InvalidSetting;
import vn.truc.producer.emission.InvalidSettingException;

/**
 * A threshold, and whether crossing it ends the run.
 *
 * @param threshold what must hold at the end
 * @param abortOnFail whether the issuing ends as soon as it does not hold
 * @param delay from when on that is looked at, counted from the first document; zero without {@code abortOnFail}
 */
public record ThresholdSetting(Threshold threshold, boolean abortOnFail, Duration delay) {

    /** @throws InvalidSettingException when there is a delay, but nothing that it delays, or it is negative */
    public ThresholdSetting {
        if (delay.isNegative()) {
            throw wrongDelay(delay, "not negative");
        }
        if (!abortOnFail && !delay.isZero()) {
            throw wrongDelay(delay, "only where crossing the threshold ends the run");
        }
    }

    /** A threshold that is looked at when the run has ended. */
    public static ThresholdSetting atEnd(Threshold threshold) {
        return new ThresholdSetting(threshold, false, Duration.ZERO);
    }

    private static InvalidSettingException wrongDelay(Duration delay, String allowed) {
        return new InvalidSettingException(List.of(new InvalidSetting("delay", delay + " given", allowed)));
    }
}
