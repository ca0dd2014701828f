package vn.truc.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.Scenario;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;

class FaultsReaderTest {

    private static final String SMOKE = Scenarios.text("smoke");

    @Test
    void aFileNamesSharesAndMoments() {
        Faults faults =
                read("""
                        faults:
                          tampered-body: 0.01
                          late: 0.002
                          lateBy: 30d
                          offline: {at: 1s, for: 500ms}
                          clockJump: {at: 2s, back: 3d}
                        """)
                        .faults();

        assertThat(faults)
                .isEqualTo(new Faults(
                        Map.of(Fault.TAMPERED_BODY, 0.01, Fault.LATE, 0.002),
                        Duration.ofDays(30),
                        new Faults.Offline(Duration.ofSeconds(1), Duration.ofMillis(500)),
                        new Faults.ClockJump(Duration.ofSeconds(2), Duration.ofDays(-3))));
        assertThat(read("").faults()).isEqualTo(Faults.NONE);
        assertThat(read("faults: {clockJump: {at: 2s, forward: 3d}}").faults().clockJump())
                .isEqualTo(new Faults.ClockJump(Duration.ofSeconds(2), Duration.ofDays(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faults: {tampered-bodi: 0.1} | faults.tampered-bodi | did you mean 'tampered-body'?",
                "faults: {resent: 2} | faults.resent | a share from 0 to 1",
                "faults: {resent: 0.7, late: 0.7} | faults | add up to at most 1",
                "faults: {offline: {at: 1h, for: 1s}} | faults.offline.at | within the load",
                "faults: {clockJump: {at: 1s}} | faults.clockJump.back | a duration",
                "faults: {clockJump: {at: 1s, back: 1d, forward: 1d}} | faults.clockJump.forward | one of back and forward",
            })
    void whatIsWrongIsNamedWithItsLine(String text, String key, String allowed) {
        InvalidScenarioException wrong = catchThrowableOfType(InvalidScenarioException.class, () -> read(text));

        assertThat(wrong.problems()).anySatisfy(problem -> {
            assertThat(problem.key()).startsWith(key);
            assertThat(problem.line()).isPositive();
            assertThat(problem.found() + " " + problem.allowed()).contains(allowed);
        });
    }

    @Test
    void theOptionPlansAllThatShowsInTheScenario() {
        Scenario smoke = Scenarios.read("smoke");

        Scenario all = FaultsReader.parse("all", smoke);
        Scenario unsigned = FaultsReader.parse("all", smoke.withSeal(new SealMethod(null, Batching.MERKLE)));

        assertThat(all.faults().shares()).containsOnlyKeys(Fault.values());
        assertThat(all.faults().offline()).isNotNull();
        assertThat(all.faults().clockJump()).isNotNull();
        assertThat(unsigned.faults().shares())
                .doesNotContainKey(Fault.TAMPERED_BODY)
                .containsKey(Fault.RESENT);
        assertThat(FaultsReader.parse("none", all).faults()).isEqualTo(Faults.NONE);
    }

    @Test
    void theOptionPlansWhatItNames() {
        Faults faults = FaultsReader.parse("tampered-body=0.01,resent,offline", Scenarios.read("smoke"))
                .faults();

        assertThat(faults.shares()).isEqualTo(Map.of(Fault.TAMPERED_BODY, 0.01, Fault.RESENT, 0.001));
        assertThat(faults.offline()).isNotNull();
        assertThat(faults.clockJump()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "everything", "resent=many", "resent,,late", "offline=0.1"})
    void anOptionThatNamesNothingKnownIsRefused(String text) {
        Scenario smoke = Scenarios.read("smoke");

        assertThatThrownBy(() -> FaultsReader.parse(text, smoke))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--faults")
                .hasMessageContaining("tampered-header");
    }

    private static Scenario read(String faults) {
        return ScenarioReader.read("smoke.yaml", SMOKE + System.lineSeparator() + faults)
                .scenario();
    }
}
