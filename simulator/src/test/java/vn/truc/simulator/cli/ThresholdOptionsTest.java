package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.truc.simulator.threshold.Judgement;

class ThresholdOptionsTest {

    private static final Judgement PASSED = new Judgement("audit.violations == 0", "0", true, false);
    private static final Judgement CROSSED = new Judgement("delivered.p99 < 1us", "12000us", false, false);
    private static final Judgement ENDED = new Judgement("routed.p99 < 1us", "9000us", false, true);

    @Test
    void aBrokenGuaranteeWeighsMoreThanACrossedThreshold() {
        assertThat(RunCommand.exitCode(true, List.of())).isEqualTo(ExitCode.HELD);
        assertThat(RunCommand.exitCode(true, List.of(PASSED))).isEqualTo(ExitCode.HELD);
        assertThat(RunCommand.exitCode(true, List.of(PASSED, CROSSED))).isEqualTo(ExitCode.THRESHOLD);
        assertThat(RunCommand.exitCode(false, List.of(CROSSED))).isEqualTo(ExitCode.BROKEN);
    }

    @Test
    void eachCrossedThresholdIsALine() {
        StringWriter err = new StringWriter();

        ThresholdOptions.printCrossed(new PrintWriter(err, true), List.of(PASSED, CROSSED, ENDED));

        assertThat(err.toString().lines())
                .containsExactly(
                        "threshold crossed: delivered.p99 < 1us: it was 12000us",
                        "threshold crossed: routed.p99 < 1us: it was 9000us, which ended the run");
    }
}
