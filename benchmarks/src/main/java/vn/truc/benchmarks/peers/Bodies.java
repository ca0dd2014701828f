package vn.truc.benchmarks.peers;

import java.util.SplittableRandom;

/** Bodies of 1 KiB that no compression makes smaller. Immutable and thread-safe; nobody may write to the arrays. */
final class Bodies {

    static final int BYTES = 1 << 10;

    /** So many that none comes twice within what a compressor looks back on. */
    private static final int COUNT = 1 << 12;

    private final byte[][] bodies = new byte[COUNT][BYTES];

    Bodies() {
        SplittableRandom random = new SplittableRandom(1);
        for (byte[] body : bodies) {
            random.nextBytes(body);
        }
    }

    byte[] body(long n) {
        return bodies[(int) (n % COUNT)];
    }

    /** @throws IllegalStateException when a body has another length */
    static void check(byte[] body) {
        if (body.length != BYTES) {
            throw new IllegalStateException("a body of " + BYTES + " bytes came as one of " + body.length);
        }
    }
}
