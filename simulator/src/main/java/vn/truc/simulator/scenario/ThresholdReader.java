package vn.truc.simulator.scenario;

import java.time.Duration;
import java.util.List;
import vn.truc.simulator.threshold.Threshold;
import vn.truc.simulator.threshold.ThresholdSetting;

/** Reads the thresholds of a scenario file: expressions, or sections that say when crossing one ends the run. */
final class ThresholdReader {

    private static final String KEY = "thresholds";
    private static final Form<ThresholdSetting> AT_END =
            new Form<>(Threshold.FORM, text -> ThresholdSetting.atEnd(Threshold.parse(text)));

    private ThresholdReader() {}

    /** The thresholds of a file; none where it has no such key. */
    static Setting<List<Setting<ThresholdSetting>>> thresholds(Section root) {
        return root.has(KEY) ? root.entries(KEY, AT_END, ThresholdReader::threshold) : Setting.of(List.of());
    }

    private static Setting<ThresholdSetting> threshold(Section section) {
        Setting<ThresholdSetting> atEnd = section.required("expression", AT_END);
        Setting<Boolean> abortOnFail = section.optional("abortOnFail", Form.SWITCH, false);
        Setting<Duration> delay = section.optional("delay", Form.DURATION, Duration.ZERO);
        return section.build(() -> new ThresholdSetting(atEnd.get().threshold(), abortOnFail.get(), delay.get()));
    }
}
