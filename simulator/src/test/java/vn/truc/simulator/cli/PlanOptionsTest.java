package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.truc.producer.emission.ConstantRate;
import vn.truc.producer.emission.LinearRamp;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.Schedule;

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

    private static Scenario scenario(String... arguments) {
        Any command = new Any();
        new CommandLine(command).parseArgs(arguments);
        return command.plan.scenario();
    }
}
