package vn.truc.simulator.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.truc.producer.emission.Plan;
import vn.truc.simulator.capacity.Backlog;
import vn.truc.simulator.capacity.BacklogTrend;
import vn.truc.simulator.exchange.RunProgress;

/** Follows the backlog of a probe while it issues. Not thread-safe. */
final class ProbeWatch {

    /** A backlog of more than the load of this time is hopeless: the rest of the probe would only take time to drain. */
    private static final double HOPELESS_SECONDS = 4;

    /** By so many documents of a plan the share of those that are counted is known well. */
    private static final long SAMPLED_DOCUMENTS = 10_000;

    private static final double NANOS = 1e9;

    private final long ratePerSecond;
    private final double warmUpSeconds;
    private final double endSeconds;
    private final double countedShare;
    private final BacklogTrend whole;
    private final BacklogTrend measured;
    private boolean hopeless;

    ProbeWatch(Plan plan, long ratePerSecond, Duration warmUp) {
        this.ratePerSecond = ratePerSecond;
        warmUpSeconds = warmUp.toNanos() / NANOS;
        endSeconds = plan.schedule().durationNanos() / NANOS;
        long sampled = Math.min(plan.documents(), SAMPLED_DOCUMENTS);
        // a plan of classified documents alone has nothing to count, and then no backlog either
        countedShare = (double) plan.totals(sampled).all().counted() / Math.max(1, sampled);
        whole = new BacklogTrend(ratePerSecond);
        measured = new BacklogTrend(ratePerSecond);
    }

    /** What is due is known exactly, and what is counted at this moment; both up to the last document due. */
    void add(RunProgress progress) {
        double seconds = progress.elapsed().toNanos() / NANOS;
        if (progress.phase() != RunProgress.Phase.ISSUING || seconds > endSeconds || hopeless || countedShare == 0) {
            return;
        }
        double backlog = Math.max(0, ratePerSecond * seconds - progress.counted() / countedShare);
        hopeless = backlog > ratePerSecond * HOPELESS_SECONDS;
        whole.add(seconds, backlog);
        if (seconds >= warmUpSeconds) {
            measured.add(seconds, backlog);
        }
    }

    /** Whether there is no need to issue more. */
    boolean isHopeless() {
        return hopeless;
    }

    Backlog backlog() {
        return trend().backlog();
    }

    /** Documents a second of the measured time. */
    double countedPerSecond() {
        double counted = ratePerSecond - trend().backlog().growthPerSecond();
        return Math.max(0, Math.round(counted * 10) / 10.0);
    }

    /** A probe that ended early may have been measured for too short a time, or not at all. */
    private BacklogTrend trend() {
        return hopeless ? whole : measured;
    }

    /** What is wrong with the backlog, in words. */
    List<String> failures() {
        List<String> failures = new ArrayList<>(trend().failures());
        if (hopeless) {
            failures.add(String.format(
                    Locale.ROOT, "backlog of more than %,.0f s of load, issuing ended early", HOPELESS_SECONDS));
        }
        return failures;
    }
}
