package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.keys.KeyFiles;
import vn.truc.simulator.scenario.Scenarios;

class RoleStarterTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path temporary;

    @Test
    void keysForOtherDatesThanThoseOfTheDocumentsAreRefused() {
        Scenario scenario = Scenarios.read("smoke");
        Path keys = keysFor(scenario);

        assertThat(RoleStarter.keys(plan(scenario), keys, RANDOM)).isNotNull();
        assertThat(RoleStarter.keys(plan(scenario.withDuration(Duration.ofMinutes(1))), keys, RANDOM))
                .as("they hold for another year")
                .isNotNull();
        assertThatThrownBy(() -> RoleStarter.keys(plan(scenario.withDuration(Duration.ofHours(1))), keys, RANDOM))
                .isInstanceOf(MissingKeysException.class)
                .hasMessageContaining("made for other dates", keys, "2020-12-01");
    }

    /** What is to be refused for its date would be accepted where the plan goes on. */
    @Test
    void keysThatAreNotToBeValidYetMayNotBecomeValidWithinThePlan() {
        Scenario scenario = Scenarios.read("smoke")
                .withFaults(
                        new Faults(Map.of(Fault.CERTIFICATE_NOT_YET_VALID, 0.01), Faults.LATE_BY_DEFAULT, null, null));
        Path keys = keysFor(scenario);

        assertThat(RoleStarter.keys(plan(scenario), keys, RANDOM)).isNotNull();
        assertThatThrownBy(() -> RoleStarter.keys(plan(scenario.withDuration(Duration.ofMinutes(1))), keys, RANDOM))
                .isInstanceOf(MissingKeysException.class);
    }

    private Path keysFor(Scenario scenario) {
        Path directory = temporary.resolve("keys");
        new KeyFiles(directory).write(RoleStarter.keys(plan(scenario), null, RANDOM), RANDOM);
        return directory;
    }

    private static Plan plan(Scenario scenario) {
        return new Plan(scenario, 1);
    }
}
