package vn.truc.simulator.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.truc.simulator.scenario.Quantities;
import vn.truc.simulator.threshold.Judgement;
import vn.truc.simulator.threshold.Threshold;
import vn.truc.simulator.threshold.ThresholdSetting;
import vn.truc.simulator.threshold.ThresholdWatch;

/** What the report is held to, beside the thresholds of the scenario. */
final class ThresholdOptions {

    @Option(
            names = "--threshold",
            paramLabel = "EXPR",
            description = "A limit on a figure of the report, such as 'delivered.p99 < 250ms' or"
                    + " 'share.electronic >= 90%%'; exit code 4 when it is crossed. Repeatable.")
    private List<String> expressions = new ArrayList<>();

    @Option(
            names = "--abort-on-fail",
            description = "A --threshold that is crossed during the run ends it as Ctrl-C does.")
    private boolean abortOnFail;

    @Option(
            names = "--abort-delay",
            paramLabel = "TIME",
            description = "From when on --abort-on-fail looks, counted from the first document, such as 10s.")
    private @Nullable String abortDelay;

    /**
     * Watches {@code ofScenario} and what the options add.
     *
     * @throws IllegalArgumentException when an option is wrong
     */
    ThresholdWatch watch(List<ThresholdSetting> ofScenario) {
        List<ThresholdSetting> all = new ArrayList<>(ofScenario);
        all.addAll(given());
        return new ThresholdWatch(all);
    }

    private List<ThresholdSetting> given() {
        if (abortOnFail && expressions.isEmpty()) {
            throw new IllegalArgumentException("--abort-on-fail: there is no --threshold that could be crossed");
        }
        if (abortDelay != null && !abortOnFail) {
            throw new IllegalArgumentException("--abort-delay: only together with --abort-on-fail");
        }
        Duration delay = abortDelay == null ? Duration.ZERO : Quantities.duration(abortDelay);
        return expressions.stream()
                .map(expression -> new ThresholdSetting(Threshold.parse(expression), abortOnFail, delay))
                .toList();
    }

    /** A line for each threshold that was crossed. */
    static void printCrossed(PrintWriter err, List<Judgement> judged) {
        for (Judgement judgement : judged) {
            if (!judgement.passed()) {
                err.println("threshold crossed: " + judgement.expression() + ": it was " + judgement.value()
                        + (judgement.endedRun() ? ", which ended the run" : ""));
            }
        }
    }
}
