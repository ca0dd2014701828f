package vn.truc.simulator.scenario;

import java.util.List;
import vn.truc.producer.emission.Scenario;
import vn.truc.simulator.threshold.ThresholdSetting;

/**
 * What a scenario file holds.
 *
 * @param scenario what a run issues
 * @param thresholds what its report is held to; often none
 */
public record ScenarioFile(Scenario scenario, List<ThresholdSetting> thresholds) {

    public ScenarioFile {
        thresholds = List.copyOf(thresholds);
    }
}
