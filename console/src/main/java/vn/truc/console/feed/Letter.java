package vn.truc.console.feed;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.InclusionProof;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * A dead letter with all that its bytes say, but for the body. Whatever stands in it was written by whoever sent the
 * document: it is text, and nothing else.
 *
 * @param issuedAt simulated time, milliseconds since the epoch
 * @param topic where the refused record stood; empty where it never reached a topic, and partition and offset are -1
 * @param header what was signed, or null when it cannot be read
 * @param headerFault why it cannot be read, or null
 * @param originalBytes how much of the refused record is kept
 */
public record Letter(
        State.LetterLine line,
        @Nullable String medium,
        @Nullable Long issuedAt,
        String topic,
        int partition,
        long offset,
        @Nullable Header header,
        @Nullable String headerFault,
        List<SealLine> seals,
        long originalBytes) {

    private static final int ADDRESSEES_SHOWN = 50;

    /**
     * The decoded header.
     *
     * @param addressees the first of them
     * @param bodyDigest SHA-256, hexadecimal
     */
    public record Header(
            String documentId,
            String sender,
            List<String> addressees,
            int addresseesTotal,
            String documentType,
            String subject,
            String priority,
            String medium,
            String business,
            @Nullable String respondsTo,
            long issuedAt,
            String contentType,
            int bodyLength,
            String bodyDigest) {

        private static Header of(DispatchHeader header) {
            List<String> addressees = header.getAddressees();
            return new Header(
                    header.getDocumentId(),
                    header.getSender(),
                    List.copyOf(addressees.subList(0, Math.min(ADDRESSEES_SHOWN, addressees.size()))),
                    addressees.size(),
                    header.getDocumentType().name(),
                    header.getSubject(),
                    header.getPriority().name(),
                    header.getMedium().name(),
                    header.getBusiness().name(),
                    header.getRespondsTo(),
                    header.getIssuedAt(),
                    header.getContentType(),
                    header.getBodyLength(),
                    HexFormat.of().formatHex(header.getBodyDigest().bytes()));
        }
    }

    /**
     * A seal, not verified.
     *
     * @param treeSize how many documents its signature covers; null when it is over this one alone
     */
    public record SealLine(String role, String scheme, String certificateId, @Nullable Long treeSize) {

        private static SealLine of(Seal seal) {
            InclusionProof proof = seal.getProof();
            return new SealLine(
                    seal.getRole().name(),
                    seal.getScheme().name(),
                    seal.getCertificateId(),
                    proof == null ? null : proof.getTreeSize());
        }
    }

    static Letter of(State.LetterLine line, DeadLetter letter) {
        Header header = null;
        String fault = null;
        List<SealLine> seals = List.of();
        ByteBuffer original = letter.getOriginal();
        try {
            ByteBuffer signed = original;
            // a producer refuses what it has not sealed yet, and keeps the header alone
            if (letter.getRefusedBy() != Role.PRODUCER) {
                Envelope envelope = Wire.ENVELOPE.decode(original);
                seals = envelope.getSeals().stream().map(SealLine::of).toList();
                signed = envelope.getHeader();
            }
            header = Header.of(Wire.HEADER.decode(signed));
        } catch (UnreadableRecordException e) {
            fault = original.hasRemaining() ? e.getMessage() : "no bytes are kept with this letter";
        }
        return new Letter(
                line,
                letter.getMedium() == null ? null : letter.getMedium().name(),
                letter.getIssuedAt(),
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                header,
                fault,
                seals,
                original.remaining());
    }
}
