package vn.truc.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.producer.emission.Scenario;
import vn.truc.simulator.threshold.ThresholdSetting;

class ScenarioReaderTest {

    private static final String SMOKE = Scenarios.text("smoke");

    @ParameterizedTest
    @ValueSource(strings = {"soc-trang", "smoke"})
    void everyBuiltInScenarioIsValidAndPlansTheSeedsShare(String name) {
        Scenario scenario = Scenarios.read(name);

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.plannedElectronicShare()).isCloseTo(0.9027, within(1e-9));
        assertThat(scenario.plannedPaperlessShare()).isLessThan(0.7);
    }

    @Test
    void allMistakesOfAFileAreReportedAtOnceWithTheirLines() {
        String text = SMOKE.replace("rate: 500/s", "rate: -5/s")
                .replace("electronic: 0.62,", "electronic: 1.62,")
                .replace("target: 0.90", "targett: 0.90");

        List<Problem> problems = problemsOf(text);

        assertThat(problems)
                .extracting(Problem::key)
                .containsExactly("load[0].rate", "levels.district.electronic", "targett");
        assertThat(problems)
                .allSatisfy(problem -> assertThat(lineOf(text, problem)).contains(lastPart(problem.key())));
        assertThat(problems.get(0).toString())
                .startsWith("mine.yaml:")
                .contains("-5/s given")
                .contains("a rate such as");
        assertThat(problems.get(2).toString()).contains("unknown key").contains("did you mean 'target'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duration: 5s|duration: fast|load[0].duration",
                "speed: 86400|speed: 0|clock.speed",
                "start: 2020-12-28T00:00:00+07:00|start: yesterday|clock.start",
                "topology: smoke|topology: atlantis|topology",
                "parallel: 0.35|parallel: 0.60|levels.commune.parallel",
                "official-letter: 52|official-letter: many|documentTypes.official-letter",
                "parent: 1, peers: all|parent: 1, peers: 9-2|addressing.commune[4].to.peers",
                "min: 256B|min: 64KiB|body.median",
                "scheme: ed25519|scheme: md5|seal.scheme",
                "roles: [agency]|roles: [signatory]|seal.roles",
                "partitions: 2|partitions: 0|topics.partitions",
                "  central:    {weight: 7|  galactic:    {weight: 7|levels.galactic",
            })
    void anImpossibleValueIsNamedWithItsKey(String valid, String mistaken, String key) {
        assertThat(SMOKE).contains(valid);

        assertThat(problemsOf(SMOKE.replace(valid, mistaken)))
                .extracting(Problem::key)
                .contains(key);
    }

    @Test
    void whatIsNotYamlIsSaidWithItsLine() {
        List<Problem> problems = problemsOf("name: smoke\nload: [unclosed\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).found()).contains("not YAML");
        assertThat(problems.get(0).line()).isGreaterThan(1);
        assertThat(problemsOf("")).extracting(Problem::found).containsExactly("the file is empty");
        assertThat(problemsOf("- a list\n")).isNotEmpty();
    }

    @Test
    void aMissingFileIsReportedWithTheBuiltInNames() {
        assertThatThrownBy(() -> Scenarios.read("nowhere.yaml"))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("nowhere.yaml")
                .hasMessageContaining("soc-trang, smoke");
    }

    @Test
    void aScenarioMayCarryItsOwnAgencies() {
        String own =
                """
                topology:
                  agencies:
                    - {code: H99, level: provincial, name: UBND tỉnh, weight: 3}
                    - {code: H99.1, level: district, parent: H99, name: UBND huyện, weight: 2}
                    - {code: H99.1.1, level: commune, parent: H99.1, name: UBND xã, weight: 1}
                    - {code: G01, level: central, name: Bộ, weight: 1}
                """;
        Scenario scenario = ScenarioReader.read(
                        "mine.yaml",
                        SMOKE.replace("topology: smoke\n", own)
                                .replace("{peers: 1-4}", "{parent: 1}")
                                .replace("{departments: 1}", "{parent: 1}"))
                .scenario();
        assertThat(scenario.topology().size()).isEqualTo(4);

        List<Problem> problems =
                problemsOf(SMOKE.replace("topology: smoke\n", own.replace("parent: H99.1,", "parent: H98,")));
        assertThat(problems).extracting(Problem::found).contains("H98 given");
    }

    @Test
    void aScenarioMayHoldItsReportToThresholds() {
        assertThat(Scenarios.readFile("smoke").thresholds()).isEmpty();

        List<ThresholdSetting> thresholds = ScenarioReader.read(
                        "mine.yaml",
                        SMOKE
                                + """
                        thresholds:
                          - delivered.p99 < 250ms
                          - {expression: "share.electronic >= 90%", abortOnFail: true, delay: 10s}
                        """)
                .thresholds();

        assertThat(thresholds)
                .extracting(setting -> setting.threshold().expression())
                .containsExactly("delivered.p99 < 250ms", "share.electronic >= 90%");
        assertThat(thresholds).extracting(ThresholdSetting::abortOnFail).containsExactly(false, true);
        assertThat(thresholds)
                .extracting(ThresholdSetting::delay)
                .containsExactly(Duration.ZERO, Duration.ofSeconds(10));
    }

    @Test
    void aThresholdThatCannotBeReadIsReportedWithItsLine() {
        List<Problem> problems = problemsOf(
                SMOKE
                        + """
                thresholds:
                  - nonsense
                  - {expression: deliverd.p99 < 250ms, abortOnFail: perhaps}
                  - {expression: delivered.p99 < 250ms, delay: 10s}
                """);

        assertThat(problems)
                .extracting(Problem::key)
                .containsExactly(
                        "thresholds[0]",
                        "thresholds[1].expression",
                        "thresholds[1].abortOnFail",
                        "thresholds[2].delay");
        int line = (int) SMOKE.lines().count() + 2;
        assertThat(problems).extracting(Problem::line).containsExactly(line, line + 1, line + 1, line + 2);
        assertThat(problems.get(0).toString()).contains("nonsense given; not a comparison");
        assertThat(problems.get(1).toString()).contains("did you mean 'delivered.p99'?");
        assertThat(problemsOf(SMOKE + "thresholds: delivered.p99 < 1s\n"))
                .extracting(Problem::allowed)
                .allMatch(allowed -> allowed.startsWith("a list, each a figure"));
    }

    private static List<Problem> problemsOf(String text) {
        InvalidScenarioException invalid =
                catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioReader.read("mine.yaml", text));
        assertThat(invalid).isNotNull();
        return invalid.problems();
    }

    private static String lineOf(String text, Problem problem) {
        return text.lines().toList().get(problem.line() - 1);
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
