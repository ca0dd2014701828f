package vn.truc.simulator.threshold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the thresholds of one run against its figures, while it goes on and at its end. Not thread-safe. */
public final class ThresholdWatch {

    private final List<ThresholdSetting> settings;
    private final Map<Integer, Judgement> crossedEarly = new HashMap<>();

    /** @param settings the thresholds, in the order of the judgements */
    public ThresholdWatch(List<ThresholdSetting> settings) {
        this.settings = List.copyOf(settings);
    }

    /** Whether any threshold can end the run, so that {@link #endsRun} is worth asking. */
    public boolean canEndRun() {
        return settings.stream()
                .anyMatch(
                        setting -> setting.abortOnFail() && setting.threshold().isKnownEarly());
    }

    /**
     * Whether a threshold that ends the run is crossed by now. It stays crossed, whatever the figure comes to in the end.
     *
     * @param soFar figures without a value, and those that are only known at the end, cross nothing
     * @param elapsed since the first document was due
     */
    public boolean endsRun(Figures soFar, Duration elapsed) {
        for (int i = 0; i < settings.size(); i++) {
            ThresholdSetting setting = settings.get(i);
            Threshold threshold = setting.threshold();
            if (setting.abortOnFail()
                    && threshold.isKnownEarly()
                    && elapsed.compareTo(setting.delay()) >= 0
                    && threshold.isCrossedBy(soFar)) {
                crossedEarly.putIfAbsent(
                        i, new Judgement(threshold.expression(), threshold.valueIn(soFar), false, true));
            }
        }
        return !crossedEarly.isEmpty();
    }

    /** What became of each threshold, by the figures of the whole run. */
    public List<Judgement> judge(Figures end) {
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            Threshold threshold = settings.get(i).threshold();
            Judgement early = crossedEarly.get(i);
            judgements.add(
                    early != null
                            ? early
                            : new Judgement(
                                    threshold.expression(), threshold.valueIn(end), threshold.isMetBy(end), false));
        }
        return judgements;
    }
}
