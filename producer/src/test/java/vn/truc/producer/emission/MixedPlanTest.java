package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.truc.schemas.avro.AdministrativeLevel.CENTRAL;
import static vn.truc.schemas.avro.AdministrativeLevel.COMMUNE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;

class MixedPlanTest {

    private static final long SEED = 2021;
    private static final DocumentMix USUAL = ScenarioFixtures.smoke().mix();

    /** Communes write paper decisions and one type that is not usual, in haste, with short bodies, to their parent. */
    private static final DocumentMix RUSH = new DocumentMix(
            with(USUAL.levels(), COMMUNE, new LevelMix(500, 0.10, 0.10, 0.05)),
            Map.of(DocumentType.DECISION, 3, DocumentType.MINUTES, 1),
            Map.of(Priority.EXPRESS, 1),
            with(
                    USUAL.addressing(),
                    COMMUNE,
                    List.of(ScenarioFixtures.pattern(1, AddressingTarget.all(AddresseeGroup.PARENT)))),
            new BodySizes(10, 20, 30, 0.5));

    private static final DocumentMix CENTRAL_ONLY = new DocumentMix(
            Map.of(CENTRAL, new LevelMix(1, 1, 0, 0)),
            USUAL.documentTypes(),
            USUAL.priorities(),
            USUAL.addressing(),
            USUAL.body());

    /** 600 usual, 400 rush, 300 of the ministries, 300 usual, 300 rush. */
    private static final Scenario MIXED = ScenarioFixtures.smoke()
            .withLoad(List.of(
                    phase(300),
                    phase(300),
                    new MixedPhase(phase(400), RUSH),
                    new MixedPhase(phase(300), CENTRAL_ONLY),
                    phase(300),
                    new MixedPhase(phase(300), RUSH)));

    @Test
    void documentsOfAPhaseAreOfItsMix() {
        Plan plan = new Plan(MIXED, SEED);

        List<PlannedDocument> rush = documents(plan).subList(600, 1_000);

        assertThat(rush).extracting(PlannedDocument::priority).containsOnly(Priority.EXPRESS);
        assertThat(rush).extracting(PlannedDocument::type).containsOnly(DocumentType.DECISION, DocumentType.MINUTES);
        assertThat(rush).allMatch(document -> document.bodyLength() <= 30);
        assertThat(rush)
                .filteredOn(document -> document.sender().level() == COMMUNE)
                .hasSizeBetween(350, 360)
                .allMatch(document -> document.addressees()
                        .equals(List.of(String.valueOf(document.sender().parent()))))
                .filteredOn(document -> document.medium() == Medium.PAPER && !document.classified())
                .hasSizeBetween(260, 285);
        assertThat(documents(plan).subList(1_000, 1_300))
                .allMatch(document -> document.sender().level() == CENTRAL && document.medium() == Medium.ELECTRONIC);
        assertThat(documents(plan).subList(1_300, 1_600))
                .extracting(PlannedDocument::type)
                .doesNotContain(DocumentType.MINUTES);
    }

    @Test
    void theUsualMixGoesOnWhereItLeftOffWhateverStandsBetween() {
        Plan mixed = new Plan(MIXED, SEED);
        Plan usual = new Plan(ScenarioFixtures.smoke().withLoad(List.of(phase(900))), SEED);

        for (long n = 0; n < 900; n++) {
            PlannedDocument expected = usual.document(n);
            PlannedDocument found = mixed.document(n < 600 ? n : n + 700);
            assertThat(found.sender()).isEqualTo(expected.sender());
            assertThat(found.medium()).isEqualTo(expected.medium());
            assertThat(found.type()).isEqualTo(expected.type());
            assertThat(found.classified()).isEqualTo(expected.classified());
        }
        assertThat(documents(mixed).subList(0, 600)).isEqualTo(documents(usual).subList(0, 600));
    }

    @Test
    void numbersGoOnFromOneMixToTheNextWithoutAGapOrARepetition() {
        Map<String, Long> last = new HashMap<>();
        Set<String> ids = new HashSet<>();

        for (PlannedDocument document : documents(new Plan(MIXED, SEED))) {
            assertThat(ids.add(document.id())).as(document.id()).isTrue();
            long before = last.getOrDefault(document.sender().code() + document.symbol(), 0L);
            assertThat(document.number()).as(document.id()).isEqualTo(before + 1);
            last.put(document.sender().code() + document.symbol(), document.number());
        }
    }

    @Test
    void aDocumentDependsOnScenarioSeedAndNumberAlone() {
        List<PlannedDocument> inOrder = documents(new Plan(MIXED, SEED));
        Plan other = new Plan(MIXED, SEED);
        List<PlannedDocument> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(42));

        for (PlannedDocument expected : shuffled) {
            assertThat(other.document(expected.n())).isEqualTo(expected);
            assertThat(other.scenario().topology().agency(other.senderIndex(expected.n())))
                    .isEqualTo(expected.sender());
        }
        for (long cut : new long[] {1, 600, 601, 999, 1_400}) {
            assertThat(documents(new Plan(MIXED.withDocuments(cut), SEED))).isEqualTo(inOrder.subList(0, (int) cut));
        }
    }

    @Test
    void totalsOfAnyPrefixAreThoseOfItsDocumentsAndShardsShareThem() {
        Plan plan = new Plan(MIXED, SEED);
        List<PlannedDocument> documents = documents(plan);

        for (int first : new int[] {0, 599, 650, 1_001, 1_900}) {
            List<PlannedDocument> open = documents.subList(0, first).stream()
                    .filter(document -> !document.classified())
                    .toList();
            PlannedCounts counts = plan.totals(first).all();
            assertThat(counts.documents()).isEqualTo(first);
            assertThat(counts.counted()).isEqualTo(open.size());
            assertThat(counts.paper())
                    .isEqualTo(open.stream()
                            .filter(document -> document.medium() == Medium.PAPER)
                            .count());
        }
        Shard one = Shard.parse("1/2");
        Shard other = Shard.parse("2/2");
        assertThat(LongStream.range(0, 1_900).filter(n -> one.contains(n) == other.contains(n)))
                .isEmpty();
        assertThat(one.count(1_900) + other.count(1_900)).isEqualTo(1_900);
    }

    @Test
    void theShareOfTheScenarioWeighsEachMixByItsDocuments() {
        double usual = ScenarioFixtures.smoke().plannedElectronicShare();
        double rush = ScenarioFixtures.smoke()
                .withLoad(List.of(new MixedPhase(phase(1), RUSH)))
                .plannedElectronicShare();

        assertThat(rush).isBetween(0.2, 0.4);
        assertThat(MIXED.plannedElectronicShare())
                .isCloseTo(
                        (900 * 0.99 * usual + 700 * 0.955 * rush + 300) / (900 * 0.99 + 700 * 0.955 + 300),
                        within(1e-3));
        assertThat(new Plan(MIXED, SEED).totals().all().electronicShare().orElseThrow())
                .isCloseTo(MIXED.plannedElectronicShare(), within(5.0 / 1_900));
    }

    @Test
    void aCutOrAContinuedLoadKeepsTheMixesOfItsPhases() {
        Scenario longer = MIXED.withDuration(Duration.ofSeconds(30));

        assertThat(longer.load().get(5)).isInstanceOfSatisfying(MixedPhase.class, phase -> {
            assertThat(phase.mix()).isEqualTo(RUSH);
            assertThat(phase.duration()).hasSeconds(14);
        });
        assertThat(MIXED.withRate(Rate.perSecond(10)).load()).hasOnlyElementsOfType(ConstantRate.class);
    }

    @Test
    void aMixThatDoesNotFitIsNamedWithItsPhase() {
        DocumentMix nobodyToWriteTo = new DocumentMix(
                USUAL.levels(),
                Map.of(),
                USUAL.priorities(),
                with(USUAL.addressing(), CENTRAL, List.of()),
                USUAL.body());
        List<LoadPhase> load = List.of(phase(100), new MixedPhase(phase(100), nobodyToWriteTo));

        assertThatThrownBy(() -> ScenarioFixtures.smoke().withLoad(load))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("key 'load[1].mix.documentTypes': nothing")
                .hasMessageContaining("key 'load[1].mix.addressing.central': nothing");
    }

    @Test
    void mixesThatChangeTooOftenAreRefused() {
        List<LoadPhase> load = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            load.add(phase(100));
            load.add(new MixedPhase(phase(100), RUSH));
        }

        assertThat(ScenarioFixtures.smoke().withLoad(load.subList(0, 65)).load())
                .hasSize(65);
        assertThatThrownBy(() -> ScenarioFixtures.smoke().withLoad(load))
                .hasMessageContaining("65 changes of the mix; at most 64");
    }

    private static LoadPhase phase(long documents) {
        return new ConstantRate(Rate.perSecond(100), Duration.ofMillis(10 * documents));
    }

    private static <V> Map<AdministrativeLevel, V> with(
            Map<AdministrativeLevel, V> usual, AdministrativeLevel level, V instead) {
        Map<AdministrativeLevel, V> changed = new HashMap<>(usual);
        changed.put(level, instead);
        return changed;
    }

    private static List<PlannedDocument> documents(Plan plan) {
        return LongStream.range(0, plan.documents()).mapToObj(plan::document).toList();
    }
}
