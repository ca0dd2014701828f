package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.RefusalReason;

class PlanTotalsTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @ValueSource(ints = {1, 137, 2_000})
    void totalsAreWhatCountingDocumentAfterDocumentComesTo(int first) {
        // given a plan of which some documents are too long, and its documents counted by what they say of themselves
        Plan plan = new Plan(ScenarioFixtures.smokeWithBodiesUpTo(1_500), SEED);
        Map<String, PlannedCounts> bySender = new HashMap<>();
        Map<AdministrativeLevel, PlannedCounts> byLevel = new EnumMap<>(AdministrativeLevel.class);
        PlannedCounts all = PlannedCounts.NONE;
        for (int n = 0; n < first; n++) {
            PlannedDocument document = plan.document(n);
            PlannedCounts one = counted(document);
            bySender.merge(document.sender().code(), one, PlannedCounts::plus);
            byLevel.merge(document.sender().level(), one, PlannedCounts::plus);
            all = all.plus(one);
        }

        // when
        PlanTotals totals = plan.totals(first);

        // then
        assertThat(totals.all()).isEqualTo(all);
        assertThat(totals.all().documents()).isEqualTo(first);
        assertThat(totals.bySender()).isEqualTo(bySender);
        assertThat(totals.byLevel()).isEqualTo(byLevel);
        assertThat(totals.refused().getOrDefault(RefusalReason.OVERSIZE, 0L)).isEqualTo(all.refused());
    }

    @Test
    void theWholePlanIsAllItsDocuments() {
        Plan plan = new Plan(ScenarioFixtures.smoke(), SEED);

        assertThat(plan.totals()).isEqualTo(plan.totals(plan.documents()));
        assertThat(plan.totals().all().documents()).isEqualTo(2_000);
        assertThat(plan.totals(0).all()).isEqualTo(PlannedCounts.NONE);
        assertThatThrownBy(() -> plan.totals(2_001)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void sharesOfALevelAreThoseOfItsMix() {
        PlanTotals totals = new Plan(ScenarioFixtures.socTrang(), SEED).totals();

        ScenarioFixtures.LEVELS.forEach((level, mix) -> {
            PlannedCounts counts = totals.byLevel().get(level);
            assertThat(counts.electronicShare().orElseThrow())
                    .as(level + " electronic")
                    .isCloseTo(mix.electronic() + mix.parallel(), within(0.003));
            assertThat(counts.paperlessShare().orElseThrow())
                    .as(level + " paperless")
                    .isCloseTo(mix.electronic(), within(0.003));
            assertThat((double) counts.classified() / counts.documents())
                    .as(level + " classified")
                    .isCloseTo(mix.classified(), within(0.002));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, -9_000_000_000L})
    void theElectronicShareIsTheScenariosWhateverTheSeed(long seed) {
        Scenario scenario = ScenarioFixtures.socTrang();
        PlannedCounts all = new Plan(scenario, seed).totals().all();

        assertThat(scenario.plannedElectronicShare()).isCloseTo(ScenarioFixtures.ELECTRONIC_SHARE, within(0.000_1));
        assertThat(all.electronicShare().orElseThrow()).isCloseTo(scenario.plannedElectronicShare(), within(0.001));
        assertThat(all.paperlessShare().orElseThrow()).isCloseTo(scenario.plannedPaperlessShare(), within(0.001));
    }

    @Test
    void aPrefixOfAPlanStraysLittleFromTheShare() {
        Plan plan = new Plan(ScenarioFixtures.socTrang(), SEED);
        for (long first = 500; first <= 5_000; first += 500) {
            assertThat(plan.totals(first).all().electronicShare().orElseThrow())
                    .as("the first " + first)
                    .isCloseTo(ScenarioFixtures.ELECTRONIC_SHARE, within(5.0 / first));
        }
    }

    @Test
    void documentsThatAreTooLongLowerTheShareAndAreRefused() {
        PlanTotals totals = new Plan(ScenarioFixtures.smokeWithBodiesUpTo(1_500), SEED).totals();

        assertThat(totals.refused()).containsOnlyKeys(RefusalReason.OVERSIZE);
        assertThat(totals.all().refused()).isBetween(400L, 800L);
        assertThat(totals.all().electronicShare().orElseThrow()).isLessThan(0.8);
    }

    @Test
    void nothingHasNoShare() {
        PlannedCounts classifiedOnly = new PlannedCounts(0, 0, 0, 0, 3, 0, 0);

        assertThat(classifiedOnly.documents()).isEqualTo(3);
        assertThat(classifiedOnly.electronicShare()).isEmpty();
        assertThat(classifiedOnly.paperlessShare()).isEmpty();
    }

    private static PlannedCounts counted(PlannedDocument document) {
        int copies = document.addressees().size();
        if (document.classified()) {
            return new PlannedCounts(0, 0, 0, 0, 1, 0, 0);
        }
        if (document.medium() == Medium.PAPER) {
            return new PlannedCounts(0, 0, 1, 0, 0, 0, 0);
        }
        if (document.bodyLength() > 1_500) {
            return new PlannedCounts(0, 0, 0, 1, 0, 0, 0);
        }
        return document.medium() == Medium.ELECTRONIC
                ? new PlannedCounts(1, 0, 0, 0, 0, copies, 0)
                : new PlannedCounts(0, 1, 0, 0, 0, copies, 0);
    }
}
