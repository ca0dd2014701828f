package vn.truc.producer.emission;

import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.agency.Agency;

/**
 * An agency and how much it issues.
 *
 * @param weight documents relative to the other agencies of its level; 0 for one that only receives
 */
public record WeightedAgency(Agency agency, int weight) {

    /** @throws InvalidSettingException when the weight is not allowed */
    public WeightedAgency {
        new Check()
                .that(weight >= 0 && weight <= LevelMix.WEIGHT_MAX, "weight", weight, "0 to " + LevelMix.WEIGHT_MAX)
                .done();
    }
}
