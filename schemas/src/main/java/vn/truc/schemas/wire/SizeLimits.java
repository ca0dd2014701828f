package vn.truc.schemas.wire;

import vn.truc.schemas.agency.AgencyCode;

/**
 * How large what travels may be. Every limit on sizes, of topics, clients and brokers, follows from the largest body that
 * an exchange takes and is worked out here, so that no part lets through what the next one refuses.
 *
 * @param bodyBytesMax the largest body that is not refused OVERSIZE
 */
public record SizeLimits(int bodyBytesMax) {

    /** The largest body to which an exchange can be opened: 64 MiB. */
    public static final int BODY_BYTES_MAX = 64 << 20;

    /** A reader is given about so much in one answer. A single record that is larger comes all the same, alone. */
    public static final int FETCH_BYTES = 16 << 20;

    /** The part of {@link #FETCH_BYTES} that one partition gets, so that the others have their turn. */
    public static final int PARTITION_FETCH_BYTES = 1 << 20;

    /** What sealed documents that are not yet written may take, and at least two of them. */
    private static final int BUFFER_BYTES_MIN = 64 << 20;

    /** Header, seals and what the transport adds: little but for a list of addressees as long as can be. */
    private static final int ENVELOPE_BYTES = Wire.LIST_LENGTH_MAX * (AgencyCode.LENGTH_MAX + 2) + (512 << 10);

    /** The part of that which is kept for key and headers. */
    public static final int TRANSPORT_BYTES = 64 << 10;

    /** What a dead letter adds to the record that it keeps. */
    private static final int DEAD_LETTER_BYTES = 1 << 20;

    /** @throws IllegalArgumentException when the limit is not allowed */
    public SizeLimits {
        if (bodyBytesMax < 0 || bodyBytesMax > BODY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "bodies can be limited to 0 to " + BODY_BYTES_MAX + " bytes, not to " + bodyBytesMax);
        }
    }

    /** The limits of an exchange that is open as wide as can be: those of a broker, which does not know what it will carry. */
    public static SizeLimits widest() {
        return new SizeLimits(BODY_BYTES_MAX);
    }

    /** The largest record of {@code topic}, bytes. */
    public int recordBytesMax(Topic topic) {
        return topic == Topic.DEAD_LETTER ? deadLetterBytesMax() : envelopeBytesMax();
    }

    /** The largest request of a client that writes envelopes. */
    public int envelopeBytesMax() {
        return bodyBytesMax + ENVELOPE_BYTES;
    }

    /** The largest value of a record that is not refused OVERSIZE: each of its copies still gets key and headers. */
    public int valueBytesMax() {
        return envelopeBytesMax() - TRANSPORT_BYTES;
    }

    /** The largest request of a client that writes dead letters too. */
    public int deadLetterBytesMax() {
        return envelopeBytesMax() + DEAD_LETTER_BYTES;
    }

    /** What a client that writes may hold in memory, bytes. */
    public long bufferBytes() {
        return Math.max(BUFFER_BYTES_MIN, 2L * deadLetterBytesMax());
    }
}
