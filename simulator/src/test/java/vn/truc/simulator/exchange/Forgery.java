package vn.truc.simulator.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * What a stranger puts on the outbox.
 *
 * @param reasons for which it may be refused
 */
record Forgery(String what, ByteBuffer bytes, List<RefusalReason> reasons) {

    private Forgery(String what, byte[] value, List<RefusalReason> reasons) {
        this(what, ByteBuffer.wrap(value), reasons);
    }

    /** Garbage, a foreign record, the envelope once more, and the envelope with a bit flipped in each of its parts. */
    static List<Forgery> allOf(byte[] genuine) {
        Envelope envelope;
        try {
            envelope = Wire.ENVELOPE.decode(genuine);
        } catch (UnreadableRecordException e) {
            throw new AssertionError(e);
        }
        List<RefusalReason> seal = List.of(RefusalReason.INVALID_SEAL);
        int header = indexOf(genuine, envelope.getHeader());
        int subject = header + envelope.getHeader().remaining() / 2;
        return List.of(
                new Forgery("garbage", "garbage".getBytes(UTF_8), List.of(RefusalReason.UNREADABLE)),
                new Forgery(
                        "a foreign record",
                        Wire.SEEN_NUMBERS.encode(new SeenNumbers(ByteBuffer.allocate(64))),
                        List.of(RefusalReason.UNREADABLE)),
                new Forgery(
                        "header",
                        flipped(genuine, subject),
                        List.of(RefusalReason.INVALID_SEAL, RefusalReason.UNREADABLE, RefusalReason.UNKNOWN_SENDER)),
                new Forgery(
                        "body",
                        flipped(genuine, indexOf(genuine, envelope.getBody())),
                        List.of(RefusalReason.BODY_MISMATCH)),
                new Forgery(
                        "signature",
                        flipped(
                                genuine,
                                indexOf(genuine, envelope.getSeals().get(0).getSignature())),
                        seal),
                new Forgery(
                        "certificate",
                        flipped(
                                genuine,
                                indexOf(
                                        genuine,
                                        ByteBuffer.wrap(envelope.getSeals()
                                                .get(0)
                                                .getCertificateId()
                                                .getBytes(UTF_8)))),
                        seal),
                new Forgery("again", genuine, List.of(RefusalReason.DUPLICATE)));
    }

    /** The envelope with another subject under the old seal. */
    static byte[] withSubject(byte[] genuine, String subject) {
        try {
            Envelope envelope = Wire.ENVELOPE.decode(genuine);
            DispatchHeader header = DispatchHeader.newBuilder(Wire.HEADER.decode(envelope.getHeader()))
                    .setSubject(subject)
                    .build();
            ByteBuffer encoded = ByteBuffer.wrap(Wire.HEADER.encode(header));
            return Wire.ENVELOPE.encode(
                    Envelope.newBuilder(envelope).setHeader(encoded).build());
        } catch (UnreadableRecordException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] flipped(byte[] genuine, int at) {
        byte[] forged = genuine.clone();
        forged[at] ^= 1;
        return forged;
    }

    private static int indexOf(byte[] whole, ByteBuffer part) {
        for (int at = 0; at <= whole.length - part.remaining(); at++) {
            if (ByteBuffer.wrap(whole, at, part.remaining()).equals(part)) {
                return at;
            }
        }
        throw new AssertionError("the part is not in the envelope");
    }
}
