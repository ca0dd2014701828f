package vn.truc.simulator.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import vn.truc.producer.emission.Rate;
import vn.truc.simulator.capacity.SearchRange;
import vn.truc.simulator.probe.ProbeDurations;
import vn.truc.simulator.scenario.Quantities;
import vn.truc.simulator.threshold.Threshold;
import vn.truc.simulator.threshold.ThresholdSetting;

/** What has to hold, where to search, and for how long to look. */
final class CapacityOptions {

    @Option(
            names = "--threshold",
            paramLabel = "EXPR",
            description = "A limit on a figure of each probe's report, such as 'delivered.p99 < 250ms', beside those of"
                    + " the scenario. Repeatable. Without any, the backlog alone decides.")
    private List<String> expressions = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "RATE",
            description = "The lowest rate; where it does not hold, the exit code is 4 (default: ${DEFAULT-VALUE}).")
    private String from = "100/s";

    @Option(names = "--to", paramLabel = "RATE", description = "The highest rate (default: ${DEFAULT-VALUE}).")
    private String to = Rate.PER_SECOND_MAX + "/s";

    @Option(
            names = "--probe-duration",
            paramLabel = "TIME",
            description = "For how long a probe is measured (default: ${DEFAULT-VALUE}).")
    private String probeDuration = "10s";

    @Option(
            names = "--confirm-duration",
            paramLabel = "TIME",
            description = "For how long a confirming probe is measured; in less than 12.5s a backlog that grows by more"
                    + " than 2 %% of the load may go unnoticed (default: ${DEFAULT-VALUE}).")
    private String confirmDuration = "20s";

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "How long each probe runs before it is measured (default: ${DEFAULT-VALUE}).")
    private String warmUp = "3s";

    /** The thresholds of the scenario, and those of the options. */
    List<Threshold> thresholds(List<ThresholdSetting> ofScenario) {
        List<Threshold> all = new ArrayList<>();
        ofScenario.forEach(setting -> all.add(setting.threshold()));
        expressions.forEach(expression -> all.add(Threshold.parse(expression)));
        return all;
    }

    SearchRange range() {
        return new SearchRange(perSecond(from), perSecond(to));
    }

    ProbeDurations durations() {
        return new ProbeDurations(
                Quantities.duration(probeDuration), Quantities.duration(confirmDuration), Quantities.duration(warmUp));
    }

    private static long perSecond(String rate) {
        return Math.round(Rate.parse(rate).documentsPerSecond());
    }
}
