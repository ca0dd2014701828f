package vn.truc.runtime.metrics;

import org.HdrHistogram.Histogram;

/**
 * Percentiles of one stage's latencies, all in microseconds.
 *
 * @param count how many latencies they were taken from
 * @param negatives how many more were negative, which means that clocks disagree
 * @param warmUp how many more were left out because they were due before the measuring began
 */
public record LatencySummary(
        long count, long p50, long p90, long p99, long p999, long max, long negatives, long warmUp) {

    /** Percentiles of {@code latencies}, all zero where there are none. */
    public static LatencySummary of(Histogram latencies, long negatives, long warmUp) {
        return new LatencySummary(
                latencies.getTotalCount(),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(90),
                latencies.getValueAtPercentile(99),
                latencies.getValueAtPercentile(99.9),
                latencies.getTotalCount() == 0 ? 0 : latencies.getMaxValue(),
                negatives,
                warmUp);
    }

    /** How many there were, measured or not. */
    public long all() {
        return count + negatives + warmUp;
    }
}
