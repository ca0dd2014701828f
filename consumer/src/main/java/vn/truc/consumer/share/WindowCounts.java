package vn.truc.consumer.share;

/**
 * Counts of one window, summed over agencies.
 *
 * @param startMillis its start, simulated time, milliseconds since the epoch
 * @param endMillis its end, not included
 * @param counts the counts
 */
public record WindowCounts(long startMillis, long endMillis, LevelCounts counts) {}
