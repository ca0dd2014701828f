package vn.truc.consumer.share;

/**
 * Places events into tumbling windows of simulated time, which start at multiples of their size since the epoch, and
 * closes a window when its grace is over.
 *
 * <p>Time moves only by the dates that it is shown. A date that nobody vouches for is believed up to half the grace ahead
 * of the latest date that could be believed; so a forged date cannot close the windows of others, nor end the counting by
 * window for good.
 *
 * <p>Not thread-safe.
 */
public final class WindowClock {

    /** The time before anything was seen. */
    public static final long UNKNOWN = -1;

    private final long sizeMillis;
    private final long graceMillis;
    private long believedMillis;
    private long latestMillis;

    /**
     * @param sizeMillis how long a window is
     * @param graceMillis how long after its end a window still takes late events; simulated time, as all here
     * @param believedMillis what {@link #believedMillis} said when the clock was stopped, or {@link #UNKNOWN}
     */
    public WindowClock(long sizeMillis, long graceMillis, long believedMillis) {
        if (sizeMillis < 1 || graceMillis < 0) {
            throw new IllegalArgumentException("a window needs a positive size and a grace of 0 or more, given "
                    + sizeMillis + " ms and " + graceMillis + " ms");
        }
        this.sizeMillis = sizeMillis;
        this.graceMillis = graceMillis;
        this.believedMillis = believedMillis;
        this.latestMillis = believedMillis;
    }

    /**
     * Places one event.
     *
     * @param atMillis its date; not negative
     * @param vouchedFor whether its date can be believed
     */
    public Placement place(long atMillis, boolean vouchedFor) {
        if (vouchedFor) {
            believedMillis = Math.max(believedMillis, atMillis);
        } else if (believedMillis == UNKNOWN || atMillis - believedMillis > graceMillis / 2) {
            return Placement.UNDATED;
        }
        latestMillis = Math.max(latestMillis, atMillis);
        return startOf(atMillis) + sizeMillis > latestMillis - graceMillis ? Placement.IN_TIME : Placement.LATE;
    }

    /** The latest date that could be believed, or {@link #UNKNOWN}. */
    public long believedMillis() {
        return believedMillis;
    }

    /** The start of the window that a time belongs to. */
    public long startOf(long atMillis) {
        return atMillis - atMillis % sizeMillis;
    }

    /**
     * How long counts of a window must be kept so that an event in time always meets them, also by a clock that went on
     * from a {@link #believedMillis} up to one window old.
     */
    public static long retentionMillis(long sizeMillis, long graceMillis) {
        return 2 * (sizeMillis + graceMillis);
    }
}
