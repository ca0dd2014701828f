package vn.truc.schemas.verify;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.directory.DirectoryEntry;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * Verifies envelopes: form, size, sender, seals, certificates, body, in this order. Nothing is encoded again; signatures
 * are checked over the very bytes of the header.
 *
 * <p>Not thread-safe; a thread has its own, and all share the directory, the verified tree heads and the verified envelopes.
 */
public final class EnvelopeVerifier {

    /** Far more than a code can have: whoever is not known is named in the refusal of a copy. */
    static final int ADDRESSEE_LENGTH_MAX = 1_000;

    private final Directory directory;
    private final VerificationPolicy policy;
    private final int valueBytesMax;
    private final SealVerifier seals;
    private final MessageDigest sha256;
    private final @Nullable VerifiedEnvelopes envelopes;

    /** A verifier of envelopes that differ from one another. */
    public EnvelopeVerifier(
            Directory directory, VerificationPolicy policy, VerifiedTreeHeads treeHeads, CryptoProvider provider) {
        this(directory, policy, treeHeads, null, provider);
    }

    /** @param envelopes what was verified under the same directory and policy; null to verify each time */
    public EnvelopeVerifier(
            Directory directory,
            VerificationPolicy policy,
            VerifiedTreeHeads treeHeads,
            @Nullable VerifiedEnvelopes envelopes,
            CryptoProvider provider) {
        this.directory = directory;
        this.policy = policy;
        this.valueBytesMax = policy.sizes().valueBytesMax();
        this.seals = new SealVerifier(treeHeads, provider);
        this.sha256 = provider.sha256();
        this.envelopes = envelopes;
    }

    /** How large what passes may be. */
    public SizeLimits sizes() {
        return policy.sizes();
    }

    /**
     * Verifies the value of a record; never throws because of what the bytes are.
     *
     * @param value not to be changed any more
     */
    public Verification verify(byte[] value) {
        VerifiedEnvelopes remembered = envelopes;
        if (remembered == null) {
            return judge(value);
        }
        Verification.Genuine known = remembered.find(value, directory);
        if (known != null) {
            return known;
        }
        Verification verdict = judge(value);
        if (verdict instanceof Verification.Genuine genuine) {
            remembered.add(value, genuine);
        }
        return verdict;
    }

    private Verification judge(byte[] value) {
        Envelope envelope;
        try {
            envelope = Wire.ENVELOPE.decode(value);
        } catch (UnreadableRecordException e) {
            return refused(RefusalReason.UNREADABLE, message(e), null);
        }
        DispatchHeader header;
        try {
            header = Wire.HEADER.decode(envelope.getHeader());
        } catch (UnreadableRecordException e) {
            return refused(RefusalReason.UNREADABLE, "header: " + message(e), null);
        }
        return judge(envelope, header, value.length);
    }

    private Verification judge(Envelope envelope, DispatchHeader header, int bytes) {
        DocumentId id = DocumentId.parse(header.getDocumentId());
        if (id == null || !id.organ().equals(header.getSender())) {
            String fault =
                    id == null ? "is not of the form organ,date,number/symbol" : "names another organ than the sender";
            return refused(RefusalReason.UNREADABLE, "document id '" + header.getDocumentId() + "' " + fault, header);
        }
        int bodyBytes = envelope.getBody().remaining();
        if (bodyBytes > policy.bodyBytesMax()) {
            return refused(
                    RefusalReason.OVERSIZE,
                    "a body of " + bodyBytes + " bytes is over the limit of " + policy.bodyBytesMax() + " bytes",
                    header);
        }
        if (bytes > valueBytesMax) {
            return refused(
                    RefusalReason.OVERSIZE,
                    "an envelope of " + bytes + " bytes is over the limit of " + valueBytesMax + " bytes",
                    header);
        }
        for (String addressee : header.getAddressees()) {
            if (addressee.length() > ADDRESSEE_LENGTH_MAX) {
                return refused(
                        RefusalReason.UNREADABLE,
                        "names an addressee of " + addressee.length() + " characters",
                        header);
            }
        }
        DirectoryEntry sender = directory.find(header.getSender());
        if (sender == null) {
            return new Verification.Refused(
                    RefusalReason.UNKNOWN_SENDER, "the directory does not know " + header.getSender(), header, true);
        }
        SealVerifier.Fault fault = sealFault(envelope, header, sender);
        if (fault != null) {
            return new Verification.Refused(fault.reason(), fault.detail(), header, fault.mayBeStaleDirectory());
        }
        if (bodyBytes != header.getBodyLength()) {
            return refused(
                    RefusalReason.BODY_MISMATCH,
                    "a body of " + bodyBytes + " bytes, sealed were " + header.getBodyLength(),
                    header);
        }
        sha256.update(envelope.getBody().duplicate());
        if (!Arrays.equals(sha256.digest(), header.getBodyDigest().bytes())) {
            return refused(RefusalReason.BODY_MISMATCH, "the body is not the one that was sealed", header);
        }
        long certifiedUntil = envelope.getSeals().isEmpty() ? Long.MAX_VALUE : seals.certifiedUntil();
        return new Verification.Genuine(header, id, sender, certifiedUntil);
    }

    private SealVerifier.@Nullable Fault sealFault(Envelope envelope, DispatchHeader header, DirectoryEntry sender) {
        if (envelope.getSeals().isEmpty()) {
            return policy.unsignedAccepted() ? null : SealVerifier.Fault.invalid("it carries no seal");
        }
        return seals.firstFault(envelope.getHeader(), envelope.getSeals(), sender, header.getIssuedAt());
    }

    private static Verification.Refused refused(RefusalReason reason, String detail, @Nullable DispatchHeader header) {
        return new Verification.Refused(reason, detail, header, false);
    }

    private static String message(UnreadableRecordException e) {
        String message = e.getMessage();
        return message == null ? "unreadable" : message;
    }
}
