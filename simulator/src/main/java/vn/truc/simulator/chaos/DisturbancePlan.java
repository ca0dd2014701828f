package vn.truc.simulator.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which disturbance comes when: a pure function of its seed.
 *
 * @param moments in the order of time
 */
record DisturbancePlan(List<Moment> moments) {

    private static final long GAP_MILLIS_MIN = 300;
    private static final long GAP_MILLIS_MAX = 1_500;
    private static final long LASTS_MILLIS_MIN = 100;
    private static final long LASTS_MILLIS_MAX = 2_500;
    /** Longer than the session of a member of a group, so that it comes back as a stranger. */
    private static final long LASTS_MILLIS_LONG = 12_000;

    private static final int LONG_ONE_IN = 12;

    DisturbancePlan {
        moments = List.copyOf(moments);
    }

    /**
     * A disturbance at its time.
     *
     * @param at from the start of the load
     * @param draw says which of several processes it meets
     * @param lasts how long a pause, an outage or a slow connection lasts, and how long a killed process stays away
     */
    record Moment(Duration at, Disturbance what, int draw, Duration lasts) {}

    /**
     * Disturbances all through a load.
     *
     * @param kinds to choose from; none gives an empty plan
     */
    static DisturbancePlan of(long seed, Set<Disturbance> kinds, Duration load) {
        List<Disturbance> choice = List.copyOf(kinds.stream().sorted().toList());
        List<Moment> moments = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        long at = random.nextLong(GAP_MILLIS_MIN, GAP_MILLIS_MAX);
        while (!choice.isEmpty() && at < load.toMillis()) {
            Disturbance what = choice.get(random.nextInt(choice.size()));
            boolean isLong = random.nextInt(LONG_ONE_IN) == 0 && canLast(what);
            long lasts = isLong ? LASTS_MILLIS_LONG : random.nextLong(LASTS_MILLIS_MIN, LASTS_MILLIS_MAX);
            int draw = random.nextInt(Integer.MAX_VALUE);
            moments.add(new Moment(Duration.ofMillis(at), what, draw, Duration.ofMillis(lasts)));
            at += random.nextLong(GAP_MILLIS_MIN, GAP_MILLIS_MAX);
        }
        return new DisturbancePlan(moments);
    }

    private static boolean canLast(Disturbance what) {
        return what == Disturbance.PAUSE_ROUTER || what == Disturbance.PAUSE_CONSUMER;
    }
}
