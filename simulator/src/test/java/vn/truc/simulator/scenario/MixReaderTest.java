package vn.truc.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.truc.producer.emission.AddresseeGroup;
import vn.truc.producer.emission.AddressingPattern;
import vn.truc.producer.emission.AddressingTarget;
import vn.truc.producer.emission.BodySizes;
import vn.truc.producer.emission.DocumentMix;
import vn.truc.producer.emission.LevelMix;
import vn.truc.producer.emission.MixedPhase;
import vn.truc.producer.emission.Scenario;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Priority;

class MixReaderTest {

    private static final String SMOKE = Scenarios.text("smoke");
    private static final String PHASE = "{rate: 500/s, duration: 5s}";

    @Test
    void aPhaseHasItsOwnMixAndWhatItDoesNotNameIsAsUsual() {
        Scenario scenario = read(
                """
                levels: {commune: {weight: 500, parallel: 0.1}},
                      documentTypes: {decision: 3, minutes: 1},
                      priorities: {express: 1},
                      addressing: {commune: [{weight: 1, to: {parent: 1}}]},
                      body: {max: 64KiB}""");

        DocumentMix usual = scenario.mix();
        DocumentMix mix = ((MixedPhase) scenario.load().get(1)).mix();
        LevelMix commune = usual.levels().get(AdministrativeLevel.COMMUNE);
        assertThat(scenario.load().get(0)).isNotInstanceOf(MixedPhase.class);
        assertThat(mix.levels().get(AdministrativeLevel.COMMUNE))
                .isEqualTo(new LevelMix(500, commune.electronic(), 0.1, commune.classified()));
        assertThat(mix.levels().get(AdministrativeLevel.CENTRAL))
                .isEqualTo(usual.levels().get(AdministrativeLevel.CENTRAL));
        assertThat(mix.documentTypes()).isEqualTo(Map.of(DocumentType.DECISION, 3, DocumentType.MINUTES, 1));
        assertThat(mix.priorities()).isEqualTo(Map.of(Priority.EXPRESS, 1));
        assertThat(mix.addressing().get(AdministrativeLevel.COMMUNE))
                .containsExactly(new AddressingPattern(1, List.of(new AddressingTarget(AddresseeGroup.PARENT, 1, 1))));
        assertThat(mix.addressing().get(AdministrativeLevel.CENTRAL))
                .isEqualTo(usual.addressing().get(AdministrativeLevel.CENTRAL));
        assertThat(mix.body())
                .isEqualTo(new BodySizes(
                        usual.body().minBytes(),
                        usual.body().medianBytes(),
                        64 << 10,
                        usual.body().sigma()));
    }

    @Test
    void aShapeOfSeveralPhasesHasOneMixInAllOfThem() {
        Scenario scenario = ScenarioReader.read(
                        "mine.yaml",
                        SMOKE.replace(PHASE, "{steps: [10/s, 20/s], each: 5s, mix: {priorities: {urgent: 1}}}"))
                .scenario();

        assertThat(scenario.load()).hasSize(2).allSatisfy(phase -> assertThat(
                        ((MixedPhase) phase).mix().priorities())
                .isEqualTo(Map.of(Priority.URGENT, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "levels: {commune: {weight: 0}}|levels.commune.weight|0 given|a whole number from 1 to 1000000",
                "levels: {commune: {electronic: 0.9}}|levels.commune.parallel|0.35|with electronic 0.9 at most 1",
                "levels: {comune: {weight: 1}}|levels.comune|unknown key|did you mean 'commune'",
                "level: {commune: {weight: 1}}|level|unknown key|did you mean 'levels'",
                "levels: 5|levels|5 given|a section with keys of its own",
                "documentTypes: {decree: 5, decision: 1}|documentTypes.decree|unknown key|decision",
                "documentTypes: {}|documentTypes|nothing|at least one, with its weight",
                "priorities: {urgent: often}|priorities.urgent|often given|a whole number from 1",
                "body: {median: 1B}|body.median|1B given|from min, 256 B",
                "addressing: {central: []}|addressing.central|nothing|at least one pattern",
                "addressing: {commune: [{weight: 1, to: {parent: 0}}]}|addressing.commune[0].to.parent|0 given|a count",
            })
    void aWrongMixIsNamedWithItsLineAndWhatIsAllowed(String mix, String key, String found, String allowed) {
        InvalidScenarioException invalid = catchThrowableOfType(InvalidScenarioException.class, () -> read(mix));

        assertThat(invalid).isNotNull();
        assertThat(invalid.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("load[1].mix." + key);
            assertThat(problem.found()).isEqualTo(found);
            assertThat(problem.allowed()).contains(allowed);
            assertThat(text(mix).lines().toList().get(problem.line() - 1)).contains("mix: {" + mix);
        });
    }

    @Test
    void aBrokenUsualMixDoesNotMakeThoseOfPhasesBroken() {
        String text = text("levels: {commune: {weight: 7}}").replace("max: 32KiB", "max: huge");

        InvalidScenarioException invalid =
                catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioReader.read("mine.yaml", text));

        assertThat(invalid).isNotNull();
        assertThat(invalid.problems()).extracting(Problem::key).containsExactly("body.max");
    }

    private static Scenario read(String mix) {
        return ScenarioReader.read("mine.yaml", text(mix)).scenario();
    }

    private static String text(String mix) {
        assertThat(SMOKE).contains(PHASE);
        return SMOKE.replace(PHASE, PHASE + "\n  - {rate: 100/s, duration: 5s, mix: {" + mix + "}}");
    }
}
