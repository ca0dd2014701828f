package vn.truc.producer.emission;

import java.util.List;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * A usual set of addressees: the union of its targets. A sender for whom every target is empty does not use the pattern.
 *
 * @param weight how often, relative to the other patterns of the level
 * @param targets at least one
 */
public record AddressingPattern(int weight, List<AddressingTarget> targets) {

    /** @throws InvalidSettingException when the weight is not allowed or there is no target */
    public AddressingPattern {
        targets = List.copyOf(targets);
        new Check()
                .that(weight >= 1 && weight <= LevelMix.WEIGHT_MAX, "weight", weight, "1 to " + LevelMix.WEIGHT_MAX)
                .that(!targets.isEmpty(), "to", "nothing", "at least one group of addressees")
                .done();
    }
}
