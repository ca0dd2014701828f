package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;

class ScenarioTest {

    /** 10 documents in 1 s, then 2,000 in 4 s. */
    private static final List<LoadPhase> TWO_PHASES = List.of(
            new ConstantRate(Rate.perSecond(10), Duration.ofSeconds(1)),
            new ConstantRate(Rate.perSecond(500), Duration.ofSeconds(4)));

    private final Scenario scenario = ScenarioFixtures.smoke().withLoad(TWO_PHASES);

    @ParameterizedTest
    @ValueSource(longs = {1, 9, 10, 11, 2_009, 2_010, 2_011, 1_000_000})
    void aNumberOfDocumentsCutsTheLoadOrLetsItsLastPhaseGoOn(long documents) {
        Scenario changed = scenario.withDocuments(documents);

        Schedule schedule = new Schedule(changed.load());
        assertThat(schedule.documents()).isEqualTo(documents);
        Schedule before = new Schedule(TWO_PHASES);
        long last = Math.min(documents, before.documents()) - 1;
        assertThat(schedule.offsetNanos(last)).isEqualTo(before.offsetNanos(last));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000, 1_001, 4_999, 5_000, 60_000})
    void aDurationCutsTheLoadOrLetsItsLastPhaseGoOn(long millis) {
        Schedule schedule =
                new Schedule(scenario.withDuration(Duration.ofMillis(millis)).load());

        assertThat(schedule.durationNanos()).isEqualTo(millis * 1_000_000);
        long expected = millis <= 1_000 ? (millis + 99) / 100 : 10 + (millis - 1_000 + 1) / 2;
        assertThat(schedule.documents()).isEqualTo(expected);
    }

    @Test
    void aRateReplacesAllPhasesForAsLongAsTheyLast() {
        Scenario changed = scenario.withRate(Rate.perSecond(3));

        assertThat(changed.load()).containsExactly(new ConstantRate(Rate.perSecond(3), Duration.ofSeconds(5)));
    }

    @Test
    void aRampReplacesAllPhasesForAsLongAsTheyLast() {
        Scenario changed = scenario.withRamp(RateRange.parse("10..500"));

        assertThat(changed.load())
                .containsExactly(new LinearRamp(Rate.perSecond(10), Rate.perSecond(500), Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1_000_000_000_000L, Long.MAX_VALUE})
    void aNumberOfDocumentsThatCannotBeIsNamed(long documents) {
        assertThatThrownBy(() -> ScenarioFixtures.smoke().withDocuments(documents))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("'documents': " + documents);
    }

    @Test
    void anotherLoadOrSealLeavesEverythingElseAsItWas() {
        SealMethod method = new SealMethod(SealScheme.RSA_2048, Batching.EACH);

        assertThat(scenario.withLoad(ScenarioFixtures.smoke().load())).isEqualTo(ScenarioFixtures.smoke());
        assertThat(scenario.withSeal(method).seal()).isEqualTo(new Sealing(method, List.of(SealRole.AGENCY)));
        assertThat(scenario.withSeal(method).withSeal(Sealing.DEFAULT.method())).isEqualTo(scenario);
    }

    @Test
    void plannedSharesFollowFromTheMixesOfTheLevels() {
        double open = 0;
        double electronic = 0;
        double paperless = 0;
        for (LevelMix mix : ScenarioFixtures.LEVELS.values()) {
            double counted = mix.weight() * (1 - mix.classified());
            open += counted;
            electronic += counted * (mix.electronic() + mix.parallel());
            paperless += counted * mix.electronic();
        }

        assertThat(scenario.plannedElectronicShare()).isCloseTo(electronic / open, within(1e-12));
        assertThat(scenario.plannedPaperlessShare()).isCloseTo(paperless / open, within(1e-12));
    }
}
