package vn.truc.simulator.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Documents that are due and not yet counted, sample by sample, and whether they become more.
 *
 * <p>The growth is the median of the slopes between all pairs of samples (H. Theil 1950, P. K. Sen 1968): counts become
 * visible in steps, and a short pause of the machine must not pass for growth. Not thread-safe.
 */
public final class BacklogTrend {

    /** A growth below this share of the load is none. */
    public static final double GROWTH_SHARE_MAX = 0.02;

    /** Nor is a growth, over the whole measured time, of less than the load of this time. */
    public static final double GROWTH_LOAD_SECONDS = 0.25;

    /** A backlog of more than the load of this time is too much, though it may not grow. */
    public static final double LOAD_SECONDS_MAX = 2;

    /** Pairs grow with the square of the samples. */
    private static final int SAMPLES_MAX = 400;

    private static final double MILLIS = 1_000;

    private final long ratePerSecond;
    private final List<double[]> samples = new ArrayList<>();

    /** @param ratePerSecond how many documents are due in a second */
    public BacklogTrend(long ratePerSecond) {
        this.ratePerSecond = ratePerSecond;
    }

    /** Adds a sample; the times of samples rise. */
    public void add(double seconds, double documents) {
        samples.add(new double[] {seconds, documents});
    }

    /** The backlog at the last sample, and its growth; nothing at all where there is no sample. */
    public Backlog backlog() {
        if (samples.isEmpty()) {
            return new Backlog(0, 0, 0);
        }
        List<double[]> used = thinned();
        double growth = growth(used);
        double end = used.get(used.size() - 1)[0];
        double[] levels = used.stream()
                .mapToDouble(sample -> sample[1] + growth * (end - sample[0]))
                .toArray();
        double documents = Math.max(0, median(levels, levels.length));
        return new Backlog(
                Math.round(documents), Math.round(documents / ratePerSecond * MILLIS), Math.round(growth * 10) / 10.0);
    }

    /** What is wrong with the backlog, in words; empty where it neither grows nor is too long. */
    public List<String> failures() {
        Backlog backlog = backlog();
        List<String> failures = new ArrayList<>();
        double span = samples.isEmpty() ? 0 : samples.get(samples.size() - 1)[0] - samples.get(0)[0];
        if (backlog.growthPerSecond() > ratePerSecond * GROWTH_SHARE_MAX
                && backlog.growthPerSecond() * span > ratePerSecond * GROWTH_LOAD_SECONDS) {
            failures.add(String.format(Locale.ROOT, "backlog grows by %,.0f/s", backlog.growthPerSecond()));
        }
        if (backlog.loadMillis() > LOAD_SECONDS_MAX * MILLIS) {
            failures.add(String.format(
                    Locale.ROOT,
                    "backlog of %,d ms at the end (at most %,.0f ms)",
                    backlog.loadMillis(),
                    LOAD_SECONDS_MAX * MILLIS));
        }
        return failures;
    }

    private List<double[]> thinned() {
        int every = (samples.size() - 1) / SAMPLES_MAX + 1;
        List<double[]> used = new ArrayList<>();
        // from the end, so that the last one is among them
        for (int i = samples.size() - 1; i >= 0; i -= every) {
            used.add(0, samples.get(i));
        }
        return used;
    }

    private static double growth(List<double[]> used) {
        double[] slopes = new double[used.size() * (used.size() - 1) / 2];
        int count = 0;
        for (int i = 0; i < used.size(); i++) {
            for (int j = i + 1; j < used.size(); j++) {
                double seconds = used.get(j)[0] - used.get(i)[0];
                if (seconds > 0) {
                    slopes[count++] = (used.get(j)[1] - used.get(i)[1]) / seconds;
                }
            }
        }
        return count == 0 ? 0 : median(slopes, count);
    }

    private static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        return (values[(count - 1) / 2] + values[count / 2]) / 2;
    }
}
