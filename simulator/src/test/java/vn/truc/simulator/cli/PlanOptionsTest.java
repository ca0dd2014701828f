package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.truc.producer.emission.ConstantRate;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.LinearRamp;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.Schedule;
import vn.truc.simulator.scenario.Scenarios;

class PlanOptionsTest {

    private static final Rate FROM = Rate.perSecond(100);
    private static final Rate TO = Rate.perSecond(20_000);

    @Command
    private static final class Any {
        @Mixin
        private final PlanOptions plan = new PlanOptions();
    }

    @Test
    void aRampTakesTheWholeDurationOrThatOfTheScenario() {
        assertThat(scenario("smoke", "--ramp", "100..20000", "--duration", "2m").load())
                .containsExactly(new LinearRamp(FROM, TO, Duration.ofMinutes(2)));
        assertThat(scenario("smoke", "--ramp", "100/s..20000/s").load())
                .containsExactly(new LinearRamp(FROM, TO, Duration.ofSeconds(5)));
    }

    @Test
    void aNumberOfDocumentsCutsTheRampOrLetsItGoOn() {
        Scenario scenario = scenario("smoke", "--ramp", "100..20000", "--documents", "1000");

        assertThat(new Schedule(scenario.load()).documents()).isEqualTo(1_000);
        assertThat(scenario.load()).first().isInstanceOfSatisfying(LinearRamp.class, ramp -> assertThat(ramp.span())
                .hasSeconds(5));
    }

    @Test
    void aRateIsTheSameAllTheTime() {
        assertThat(scenario("smoke", "--rate", "30/min", "--duration", "10s").load())
                .containsExactly(new ConstantRate(Rate.parse("0.5/s"), Duration.ofSeconds(10)));
    }

    @Test
    void aWarmUpReplacesThatOfTheScenario() {
        assertThat(scenario("smoke").warmUp()).isZero();
        assertThat(scenario("smoke", "--warm-up", "1500ms", "--rate", "7").warmUp())
                .hasMillis(1_500);
    }

    @Test
    void faultsThatAreNotAskedForNeedNotFitTheLoad(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("jump.yaml");
        Files.writeString(file, Scenarios.text("smoke") + "\nfaults: {clockJump: {at: 4s, back: 1h}}\n");

        assertThatThrownBy(() -> scenario(file.toString(), "--duration", "2s")).hasMessageContaining("clockJump.at");
        assertThat(scenario(file.toString(), "--duration", "2s", "--faults", "none")
                        .faults())
                .isEqualTo(Faults.NONE);
    }

    private static Scenario scenario(String... arguments) {
        Any command = new Any();
        new CommandLine(command).parseArgs(arguments);
        return command.plan.scenario();
    }
}
