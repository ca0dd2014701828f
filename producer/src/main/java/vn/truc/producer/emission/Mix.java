package vn.truc.producer.emission;

/**
 * Draws without a generator: a value is the mix of a key and a counter.
 *
 * <p>The finaliser is variant 13 of David Stafford's, as in SplitMix64 (G. Steele, D. Lea, C. Flood, <i>Fast splittable
 * pseudorandom number generators</i>, 2014); a key and its counters are one such generator, entered at any place.
 */
final class Mix {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Mix() {}

    /** The draw of {@code counter} under {@code key}. */
    static long of(long key, long counter) {
        return mix(key + (counter + 1) * GOLDEN_GAMMA);
    }

    /** A draw from 0 until {@code bound}, from the upper half of {@code draw}, without a division. */
    static int below(long draw, int bound) {
        return (int) (((draw >>> 32) * bound) >>> 32);
    }

    /** A draw from [0, 1) in steps of 2<sup>-53</sup>. */
    static double unit(long draw) {
        return (draw >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
