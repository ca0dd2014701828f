package vn.truc.producer.emission;

import java.util.Arrays;

/**
 * Deals the places of an endless row out to categories, so that every block of places gives each category exactly its
 * quota, and a prefix of any length strays from the quotas by a few places only. What is at place <i>i</i> is found in
 * constant time and without state, and so is how often its category came before.
 *
 * <p>A block is a stratified random order: with quota <i>q</i>, the <i>k</i>-th place of a category falls at a random
 * point of the <i>k</i>-th of <i>q</i> equal parts of the block (jittered sampling: R. Cook, <i>Stochastic sampling in
 * computer graphics</i>, 1986). Some such orders are prepared; a mix of key, salt and the block's number says which of
 * them a block follows.
 *
 * <p>What is dealt is one {@code long}, since every document needs several: {@link #category} and {@link #rank} take it
 * apart.
 */
final class Deal {

    /** The most places in a block. */
    static final int SIZE_MAX = 1 << 20;

    private static final int CATEGORY_BITS = 20;
    private static final int POSITION_BITS = 63 - CATEGORY_BITS;
    private static final int PLACES_PREPARED = 1 << 14;
    private static final int ORDERS_MIN = 4;
    private static final int ORDERS_MAX = 32;

    private final int[] quotas;
    private final int size;
    private final long key;
    /** For each prepared order and place: the rank within the block, and the category in the lowest bits. */
    private final long[][] orders;

    /**
     * @param weights of the categories, 0 or more each, not all 0; quotas are the weights divided by what they have in
     *     common, and add up to at most {@link #SIZE_MAX}
     * @param key of the draws
     */
    Deal(int[] weights, long key) {
        int divisor = Math.max(1, commonDivisor(weights));
        long total = sum(weights) / divisor;
        if (total < 1 || total > SIZE_MAX || weights.length > SIZE_MAX) {
            throw new IllegalArgumentException(total + " places in a block, 1 to " + SIZE_MAX + " can be dealt");
        }
        this.quotas = Arrays.stream(weights).map(weight -> weight / divisor).toArray();
        this.size = (int) total;
        this.key = key;
        int wanted = Math.min(ORDERS_MAX, Math.max(ORDERS_MIN, PLACES_PREPARED / size));
        orders = new long[Integer.highestOneBit(wanted)][];
        for (int order = 0; order < orders.length; order++) {
            orders[order] = order(Mix.of(~key, order));
        }
    }

    /** What is at place {@code i} of the row that {@code salt} names. */
    long at(long i, long salt) {
        long block = i / size;
        int place = (int) (i - block * size);
        int order = (int) Mix.of(key ^ salt, block) & (orders.length - 1);
        long dealt = orders[order][place];
        return dealt + ((block * quotas[category(dealt)]) << CATEGORY_BITS);
    }

    /** How often each category comes among the first {@code places} of the row that {@code salt} names. */
    long[] counts(long places, long salt) {
        long block = places / size;
        long[] counts = new long[quotas.length];
        for (int category = 0; category < counts.length; category++) {
            counts[category] = block * quotas[category];
        }
        long[] order = orders[(int) Mix.of(key ^ salt, block) & (orders.length - 1)];
        for (int place = 0; place < places - block * size; place++) {
            counts[category(order[place])]++;
        }
        return counts;
    }

    /** The category of what was dealt: the index of its weight. */
    static int category(long dealt) {
        return (int) dealt & (SIZE_MAX - 1);
    }

    /** How many places before this one, from the beginning of the row, have the same category. */
    static long rank(long dealt) {
        return dealt >>> CATEGORY_BITS;
    }

    static long sum(int[] weights) {
        return Arrays.stream(weights).asLongStream().sum();
    }

    /** The greatest common divisor of all weights; 0 when all are 0. */
    static int commonDivisor(int[] weights) {
        int divisor = 0;
        for (int weight : weights) {
            int other = weight;
            while (other != 0) {
                int rest = divisor % other;
                divisor = other;
                other = rest;
            }
        }
        return divisor;
    }

    private long[] order(long orderKey) {
        long[] dealt = new long[size];
        int item = 0;
        for (int category = 0; category < quotas.length; category++) {
            for (int k = 0; k < quotas[category]; k++) {
                double position = (k + Mix.unit(Mix.of(orderKey, item))) / quotas[category];
                dealt[item++] = ((long) (position * (1L << POSITION_BITS)) << CATEGORY_BITS) | category;
            }
        }
        Arrays.sort(dealt);
        int[] ranks = new int[quotas.length];
        for (int place = 0; place < size; place++) {
            int category = category(dealt[place]);
            dealt[place] = ((long) ranks[category]++ << CATEGORY_BITS) | category;
        }
        return dealt;
    }
}
