package vn.truc.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The roles' own code under a thousand schedules. A seed that fails is run again with
 * {@code mvn test -pl simulator -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=SimulationTest#aThousandSchedules
 * -Dtruc.simulation.seed=N}.
 */
class SimulationTest {

    private static final int SEEDS = 1_000;
    private static final int SEEDS_TO_FIND_A_BUG = 400;
    private static final SimulatedWorld WORLD = new SimulatedWorld();
    /** Tells of each transaction that is given up, which here are thousands. */
    private static final List<String> TALKATIVE = List.of("vn.truc.router", "org.apache.kafka.streams");

    @BeforeAll
    static void quieten() {
        TALKATIVE.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
    }

    @AfterAll
    static void speakAgain() {
        TALKATIVE.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
    }

    @Test
    void aThousandSchedules() {
        Long one = Long.getLong("truc.simulation.seed");
        long first = one == null ? 0 : one;
        long last = one == null ? SEEDS - 1 : one;
        LongStream.rangeClosed(first, last).parallel().forEach(seed -> assertThat(Simulation.violations(WORLD, seed))
                .as("-Dtruc.simulation.seed=%d", seed)
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void everyPlantedBugIsFound(PlantedBug bug) {
        List<String> found = List.of();
        for (long seed = 0; found.isEmpty() && seed < SEEDS_TO_FIND_A_BUG; seed++) {
            found = Simulation.violations(WORLD, seed, bug).stream()
                    // that only this one is noticed by the router itself
                    .filter(violation ->
                            bug == PlantedBug.PAUSE_IGNORED || !violation.startsWith(Simulation.ROLE_FAILED))
                    .toList();
        }
        assertThat(found).as("what %s leads to", bug).isNotEmpty();
    }

    @Test
    void theSameSeedTakesTheSameCourse() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(Simulation.violations(WORLD, seed, PlantedBug.COPY_LOST))
                    .isEqualTo(Simulation.violations(WORLD, seed, PlantedBug.COPY_LOST));
        }
    }
}
