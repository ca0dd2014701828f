package vn.truc.schemas.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.AgencyCode;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.wire.SizeLimits;

/**
 * Makes the dead letters of a role, of records that it refuses.
 *
 * <p>What a refused record claims may be a stranger's and of any length, and compressed it came through limits that it does not
 * keep to. A dead letter always does ({@link SizeLimits#deadLetterBytesMax}), or one record would stop the partition for good: what
 * is too long to be an id or a code is left out, what is for a person is cut, and of a record that is larger than any that is
 * allowed, the bytes stay where they stood. Immutable.
 */
public final class DeadLetters {

    private static final int DETAIL_LENGTH_MAX = 2_000;

    private static final byte[] NOTHING = {};

    private final Role refusedBy;
    private final SizeLimits sizes;

    /** @param sizes of the exchange whose records are refused */
    public DeadLetters(Role refusedBy, SizeLimits sizes) {
        this.refusedBy = refusedBy;
        this.sizes = sizes;
    }

    /**
     * A record that is refused, with its place.
     *
     * @param key its bytes, or null
     * @param value its bytes; none where it has no value
     * @param header what it says about itself, or null where that cannot be read
     */
    public record Refused(
            String topic,
            int partition,
            long offset,
            @Nullable ByteBuffer key,
            ByteBuffer value,
            @Nullable DispatchHeader header) {

        /** A record as a client hands it over. */
        public static Refused of(
                String topic,
                int partition,
                long offset,
                byte @Nullable [] key,
                byte @Nullable [] value,
                @Nullable DispatchHeader header) {
            return new Refused(
                    topic,
                    partition,
                    offset,
                    key == null ? null : ByteBuffer.wrap(key),
                    ByteBuffer.wrap(value == null ? NOTHING : value),
                    header);
        }
    }

    /** The letter of a document that is refused as a whole. */
    public DeadLetter ofDocument(Refused record, RefusalReason reason, String detail) {
        return letter(record, RefusalScope.DOCUMENT, reason, detail, null);
    }

    /** The letter of a copy, which is for {@code addressee} as far as it says. */
    public DeadLetter ofCopy(Refused record, RefusalReason reason, String detail, @Nullable String addressee) {
        return letter(record, RefusalScope.COPY, reason, detail, addressee);
    }

    private DeadLetter letter(
            Refused record, RefusalScope scope, RefusalReason reason, String detail, @Nullable String addressee) {
        DispatchHeader header = record.header();
        ByteBuffer key = record.key();
        int keyBytes = key == null ? 0 : key.remaining();
        int valueBytes = record.value().remaining();
        boolean kept = keeps(sizes, keyBytes, valueBytes);
        String why = cut(detail, DETAIL_LENGTH_MAX);
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setDetail(
                        kept
                                ? why
                                : why + "; with " + ((long) keyBytes + valueBytes) + " bytes too large to be kept here")
                .setRefusedBy(refusedBy)
                .setScope(scope)
                .setDocumentId(header == null ? null : ifAtMost(header.getDocumentId(), DocumentId.LENGTH_MAX))
                .setSender(header == null ? null : ifAtMost(header.getSender(), AgencyCode.LENGTH_MAX))
                .setAddressee(addressee == null ? null : cut(addressee, EnvelopeVerifier.ADDRESSEE_LENGTH_MAX))
                .setMedium(header == null ? null : header.getMedium())
                .setIssuedAt(header == null ? null : header.getIssuedAt())
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setOriginalKey(kept ? key : null)
                .setOriginal(kept ? record.value() : ByteBuffer.wrap(NOTHING))
                .build();
    }

    /** Whether the bytes of a record that is refused are kept with its letter. */
    public static boolean keeps(SizeLimits sizes, byte @Nullable [] key, byte[] value) {
        return keeps(sizes, key == null ? 0 : key.length, value.length);
    }

    private static boolean keeps(SizeLimits sizes, int keyBytes, int valueBytes) {
        return (long) keyBytes + valueBytes <= sizes.envelopeBytesMax();
    }

    /** The key of a letter: the sender, else the key of the record where it can be an agency's. */
    public static byte @Nullable [] key(DeadLetter letter, byte @Nullable [] ofRecord) {
        if (letter.getSender() != null) {
            return letter.getSender().getBytes(StandardCharsets.UTF_8);
        }
        return ofRecord != null && ofRecord.length <= AgencyCode.LENGTH_MAX ? ofRecord : null;
    }

    private static @Nullable String ifAtMost(String text, int length) {
        return text.length() <= length ? text : null;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
