package vn.truc.producer.emission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Pieces of text, prepared as UTF-8 in one array, so that writing a sentence touches little memory. A piece is named by
 * one {@code int}: where it begins, and in the lowest bits how long it is.
 */
final class Fragments {

    private static final int LENGTH_BITS = 9;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;

    private Fragments(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies a piece into {@code text} at {@code at}, cut at the end of {@code text}; returns where it ended. */
    int copy(int piece, byte[] text, int at) {
        int from = piece >>> LENGTH_BITS;
        int length = piece & LENGTH_MASK;
        int end = at + length;
        if (end + Long.BYTES > text.length) {
            int fitting = Math.min(length, text.length - at);
            System.arraycopy(bytes, from, text, at, fitting);
            return at + fitting;
        }
        // Pieces are about ten bytes long: two unconditional words are cheaper than a call, and what is written beyond
        // the end is overwritten by the next piece.
        for (int done = 0; done < length; done += Long.BYTES) {
            LONGS.set(text, at + done, (long) LONGS.get(bytes, from + done));
        }
        return end;
    }

    /** Gathers pieces. */
    static final class Builder {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        /** Adds a piece of at most 511 bytes. */
        int add(String text) {
            byte[] piece = text.getBytes(UTF_8);
            if (piece.length > LENGTH_MASK) {
                throw new IllegalArgumentException(piece.length + " bytes in a piece, at most " + LENGTH_MASK);
            }
            int from = bytes.size();
            bytes.writeBytes(piece);
            return from << LENGTH_BITS | piece.length;
        }

        /** The pieces, with room behind the last for a copy in whole words. */
        Fragments build() {
            bytes.writeBytes(new byte[Long.BYTES]);
            return new Fragments(bytes.toByteArray());
        }
    }
}
