package vn.truc.producer.emission;

import java.nio.charset.StandardCharsets;

/**
 * The trace context of a document: a trace of its own, named after seed and number, so that a run can be found again.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public final class Traceparent {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORM =
            "00-00000000000000000000000000000000-0000000000000000-01".getBytes(StandardCharsets.US_ASCII);
    private static final int TRACE_HIGH = 3;
    private static final int TRACE_LOW = TRACE_HIGH + 16;
    private static final int SPAN = TRACE_LOW + 17;

    private Traceparent() {}

    /** The trace context of document {@code n}, in ASCII; a new array. */
    public static byte[] of(long seed, long n) {
        byte[] text = FORM.clone();
        write(text, TRACE_HIGH, seed);
        // neither the trace's nor the span's id may be all zeros
        write(text, TRACE_LOW, n + 1);
        write(text, SPAN, n + 1);
        return text;
    }

    /** The number of the document whose context this is in a plan of {@code seed}, or -1. */
    public static long documentOf(byte[] context, long seed) {
        if (context.length != FORM.length || read(context, TRACE_HIGH) != seed) {
            return -1;
        }
        return read(context, TRACE_LOW) - 1;
    }

    private static long read(byte[] text, int at) {
        long value = 0;
        for (int i = at; i < at + Long.SIZE / 4; i++) {
            value = value << 4 | Math.max(0, Character.digit(text[i], 16));
        }
        return value;
    }

    private static void write(byte[] text, int at, long value) {
        for (int i = 0; i < Long.SIZE / 4; i++) {
            text[at + i] = HEX[(int) (value >>> (Long.SIZE - 4 - 4 * i)) & 0xF];
        }
    }
}
