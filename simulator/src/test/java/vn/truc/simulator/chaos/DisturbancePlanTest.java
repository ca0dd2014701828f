package vn.truc.simulator.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisturbancePlanTest {

    private static final Duration LOAD = Duration.ofSeconds(8);

    @Test
    void aSeedDisturbsAlwaysInTheSameWay() {
        Set<Disturbance> all = EnumSet.allOf(Disturbance.class);

        assertThat(DisturbancePlan.of(7, all, LOAD)).isEqualTo(DisturbancePlan.of(7, all, LOAD));
        assertThat(DisturbancePlan.of(7, all, LOAD)).isNotEqualTo(DisturbancePlan.of(8, all, LOAD));
    }

    @Test
    void momentsLieWithinTheLoadInOrderAndEveryKindOccurs() {
        Set<Disturbance> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            Duration last = Duration.ZERO;
            for (DisturbancePlan.Moment moment : DisturbancePlan.of(seed, EnumSet.allOf(Disturbance.class), LOAD)
                    .moments()) {
                assertThat(moment.at()).isGreaterThan(last).isLessThan(LOAD);
                assertThat(moment.lasts()).isPositive();
                last = moment.at();
                seen.add(moment.what());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Disturbance.values());
    }

    @Test
    void whatIsNotChosenDoesNotOccur() {
        assertThat(DisturbancePlan.of(1, Set.of(), LOAD).moments()).isEmpty();
        assertThat(DisturbancePlan.of(1, Disturbance.named("network"), LOAD).moments())
                .isNotEmpty()
                .allMatch(moment ->
                        moment.what() == Disturbance.CUT_NETWORK || moment.what() == Disturbance.SLOW_NETWORK);
    }

    @Test
    void namesAreLabelsOrGroups() {
        assertThat(Disturbance.named("kill"))
                .containsExactlyInAnyOrder(
                        Disturbance.KILL_ROUTER, Disturbance.KILL_CONSUMER, Disturbance.KILL_PRODUCER);
        assertThat(Disturbance.named("kill-broker")).containsExactly(Disturbance.KILL_BROKER);
        assertThat(Disturbance.named("tampered-body")).isEmpty();
        assertThatThrownBy(() -> new ChaosOptions(Set.of(Disturbance.FULL_DISK), 1, 1, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--disk");
    }
}
