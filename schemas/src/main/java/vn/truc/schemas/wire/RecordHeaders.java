package vn.truc.schemas.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka record headers in which the transport adds to a document what its sender did not sign.
 *
 * <p>Numbers are big-endian, texts UTF-8.
 */
public final class RecordHeaders {

    /** On the outbox, inboxes, register and receipts: when the plan wanted the document issued; 8 bytes, microseconds of the wall clock since the epoch. */
    public static final String INTENDED_AT = "truc-intended";

    /** On the outbox and inboxes: when the document was handed to its sender's Kafka client; written as {@link #INTENDED_AT} is. */
    public static final String SENT_AT = "truc-sent";

    /** On inboxes: the code of the agency that this copy is for. */
    public static final String ADDRESSEE = "truc-addressee";

    /** On inboxes: the place of the addressee in the document's list, from 0; 4 bytes. */
    public static final String COPY = "truc-copy";

    /** On inboxes: one byte, 1 on the copy by which the document is counted, 0 on the others. */
    public static final String PRIMARY = "truc-primary";

    /** On inboxes: the codes of the hubs that the copy passed, in order, joined by {@code >}. */
    public static final String HOPS = "truc-hops";

    /** W3C Trace Context, as its recommendation writes it. */
    public static final String TRACEPARENT = "traceparent";

    private RecordHeaders() {}

    /** Eight bytes of {@code value}. */
    public static byte[] ofLong(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** Four bytes of {@code value}. */
    public static byte[] ofInt(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    /**
     * Reads what {@link #ofLong} wrote.
     *
     * @param bytes of a header; null where it has no value
     * @return {@code otherwise} when {@code bytes} are not eight
     */
    public static long toLong(byte @Nullable [] bytes, long otherwise) {
        return bytes != null && bytes.length == Long.BYTES
                ? ByteBuffer.wrap(bytes).getLong()
                : otherwise;
    }

    /**
     * Reads what {@link #ofInt} wrote.
     *
     * @param bytes of a header; null where it has no value
     * @return {@code otherwise} when {@code bytes} are not four
     */
    public static int toInt(byte @Nullable [] bytes, int otherwise) {
        return bytes != null && bytes.length == Integer.BYTES
                ? ByteBuffer.wrap(bytes).getInt()
                : otherwise;
    }
}
