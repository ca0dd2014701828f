package vn.truc.simulator.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import vn.truc.producer.emission.Scenario;
import vn.truc.simulator.capacity.CapacityScreen;
import vn.truc.simulator.capacity.CapacitySearch;
import vn.truc.simulator.capacity.ProbeResult;
import vn.truc.simulator.capacity.Purpose;
import vn.truc.simulator.capacity.SearchRange;
import vn.truc.simulator.capacity.WarmUp;
import vn.truc.simulator.exchange.RunProgress;
import vn.truc.simulator.probe.ProbeDurations;
import vn.truc.simulator.threshold.Threshold;

/** Says what a search is about to do, and shows each probe in a line; on a terminal also how far the probe is. */
final class ProbePrinter implements AutoCloseable {

    /** What most searches need. */
    private static final int ROUNDS_USUAL = 5;

    private static final int PROBES_USUAL = 12;
    private static final int CONFIRMING_USUAL = 3;

    /** What start, drain and audit of a probe usually take. */
    private static final int AROUND_SECONDS = 8;

    private static final int SECONDS_IN_MINUTE = 60;

    private final PrintWriter err;
    private final boolean quiet;
    private final ProgressPrinter progress;

    ProbePrinter(PrintWriter err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
        progress = ProgressPrinter.onTerminal(err, quiet);
    }

    /** Says what is searched for, and how long that takes. */
    void announce(Scenario scenario, SearchRange range, List<Threshold> thresholds, ProbeDurations durations) {
        String limits =
                String.join(", ", thresholds.stream().map(Threshold::expression).toList());
        line(
                "capacity of %s: the highest rate from %,d/s to %,d/s with no growing backlog%s",
                scenario.name(), range.fromPerSecond(), range.toPerSecond(), limits.isEmpty() ? "" : " and " + limits);
        if (!scenario.faults().equals(scenario.faults().ofDocuments())) {
            line(
                    "probes leave out the faults offline and clock-jump: their moments are those of the scenario's own load");
        }
        long probe = durations.probe().plus(durations.warmUp()).toSeconds();
        long confirm = durations.confirm().plus(durations.warmUp()).toSeconds();
        long usual = (ROUNDS_USUAL + PROBES_USUAL) * (probe + AROUND_SECONDS)
                + CONFIRMING_USUAL * (confirm + AROUND_SECONDS);
        line(
                "warm-up until the throughput has settled (at most %d rounds), then about %d probes of %d s and %d"
                        + " confirming ones of %d s",
                WarmUp.ROUNDS_MAX, PROBES_USUAL, probe, CONFIRMING_USUAL, confirm);
        line(
                "some %d min with starts, drains and audits; at most %d probes",
                (usual + SECONDS_IN_MINUTE - 1) / SECONDS_IN_MINUTE, CapacitySearch.PROBES_MAX);
        line("%4s  %-8s %10s %11s %10s %10s %11s", "", "", "rate/s", "carried/s", "p50 ms", "p99 ms", "backlog ms");
    }

    /** Shows how far a probe is. */
    void show(RunProgress at) {
        progress.show(at);
    }

    /** Shows what a probe came to. */
    void show(ProbeResult result) {
        progress.close();
        String verdict = result.purpose() == Purpose.WARM_UP
                ? ""
                : result.held() ? "holds" : "fails: " + String.join("; ", result.failures());
        line(
                "%4d  %-8s %,10d %,11.0f %10s %10s %,11d  %s",
                result.number(),
                result.purpose().label(),
                result.ratePerSecond(),
                result.countedPerSecond(),
                CapacityScreen.millis(result.deliveredMicros().p50()),
                CapacityScreen.millis(result.deliveredMicros().p99()),
                result.backlog().loadMillis(),
                verdict);
    }

    /** Says that the system is warm, or that it did not become so. */
    void show(WarmUp warmUp) {
        line(
                warmUp.settled() ? "warm: it carries %,.0f/s" : "not settled, but going on: it carries %,.0f/s",
                warmUp.carriedPerSecond());
    }

    @Override
    public void close() {
        progress.close();
    }

    private void line(String format, Object... values) {
        if (!quiet) {
            err.println(String.format(Locale.ROOT, format, values).stripTrailing());
            err.flush();
        }
    }
}
