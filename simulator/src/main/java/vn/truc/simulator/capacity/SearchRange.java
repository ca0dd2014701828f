package vn.truc.simulator.capacity;

/**
 * Between which rates a capacity is searched for.
 *
 * @param fromPerSecond the lowest rate, documents a second, at least 1
 * @param toPerSecond the highest rate, at least the lowest
 */
public record SearchRange(long fromPerSecond, long toPerSecond) {

    /** @throws IllegalArgumentException when there is nothing between the two */
    public SearchRange {
        if (fromPerSecond < 1 || toPerSecond < fromPerSecond) {
            throw new IllegalArgumentException("no rates from " + fromPerSecond + "/s to " + toPerSecond
                    + "/s; the first is at least 1/s, and the" + " second not below it");
        }
    }

    /** The whole rate within the range that is closest to {@code perSecond}. */
    long closest(double perSecond) {
        return Math.max(fromPerSecond, Math.min(toPerSecond, Math.round(perSecond)));
    }
}
