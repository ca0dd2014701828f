package vn.truc.console.feed;

/** How often something happened in the last 60 seconds. Not thread-safe. */
final class LastMinute {

    private static final int SECONDS = 60;

    private final long[] second = new long[SECONDS];
    private final long[] count = new long[SECONDS];

    /** It happened at this time, in milliseconds. */
    void add(long atMillis) {
        long at = Math.floorDiv(atMillis, 1_000L);
        int place = Math.floorMod(at, SECONDS);
        if (at > second[place]) {
            second[place] = at;
            count[place] = 0;
        }
        if (at == second[place]) {
            count[place]++;
        }
    }

    /** How often, in the minute that ends now. */
    long sum(long nowMillis) {
        long now = Math.floorDiv(nowMillis, 1_000L);
        long sum = 0;
        for (int place = 0; place < SECONDS; place++) {
            if (second[place] > now - SECONDS) {
                sum += count[place];
            }
        }
        return sum;
    }
}
