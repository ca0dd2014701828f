package vn.truc.producer.emission;

import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.RefusalReason;

/**
 * What is wrong with a document, or with a record that is sent beside it. A plan says of each document whether it has one,
 * so that an audit expects exactly the refusal that it leads to.
 */
public enum Fault {
    /** The header is changed after it was sealed. */
    TAMPERED_HEADER(Effect.DOCUMENT, RefusalReason.INVALID_SEAL, true),
    /** A bit of the body is changed after it was sealed. */
    TAMPERED_BODY(Effect.DOCUMENT, RefusalReason.BODY_MISMATCH, true),
    /** A bit of the signature is changed. */
    TAMPERED_SIGNATURE(Effect.DOCUMENT, RefusalReason.INVALID_SEAL, true),
    /** The proof leads to another tree than the one that was signed. */
    TAMPERED_PROOF(Effect.DOCUMENT, RefusalReason.INVALID_SEAL, true),
    /** Sealed with the key and certificate of another agency. */
    SEAL_OF_ANOTHER(Effect.DOCUMENT, RefusalReason.INVALID_SEAL, true),
    /** Sealed with a certificate of the sender that another authority than the anchor has issued. */
    FOREIGN_AUTHORITY(Effect.DOCUMENT, RefusalReason.INVALID_SEAL, true),
    /** Sealed with a certificate that had expired before the run. */
    CERTIFICATE_EXPIRED(Effect.DOCUMENT, RefusalReason.CERTIFICATE_EXPIRED, true),
    /** Sealed with a certificate that becomes valid after the run. */
    CERTIFICATE_NOT_YET_VALID(Effect.DOCUMENT, RefusalReason.CERTIFICATE_EXPIRED, true),
    /** Sealed with a certificate that is revoked midway: good before, refused from then on. */
    CERTIFICATE_REVOKED(Effect.DOCUMENT, RefusalReason.CERTIFICATE_REVOKED, true),
    /** Addressed to an agency that the directory does not know, and to no other. */
    UNKNOWN_ADDRESSEE(Effect.DOCUMENT, RefusalReason.UNKNOWN_ADDRESSEE, false),
    /** Longer than the exchange takes. */
    OVERSIZE(Effect.DOCUMENT, RefusalReason.OVERSIZE, false),
    /** One more addressee, which the directory does not know: its copy is refused, the others arrive. */
    UNKNOWN_COPY(Effect.COPY, RefusalReason.UNKNOWN_ADDRESSEE, false),
    /** The document once more, in the name of an agency that the directory does not know. */
    UNKNOWN_SENDER(Effect.BESIDE, RefusalReason.UNKNOWN_SENDER, false),
    /** The first half of the document's record once more. */
    TRUNCATED(Effect.BESIDE, RefusalReason.UNREADABLE, false),
    /** Bytes that are no record of the exchange. */
    ALIEN_BYTES(Effect.BESIDE, RefusalReason.UNREADABLE, false),
    /** The very record once more, at once. */
    RESENT(Effect.BESIDE, RefusalReason.DUPLICATE, false),
    /** The very record once more, a simulated day later, or at the end of the run if that comes first. */
    RESENT_NEXT_DAY(Effect.BESIDE, RefusalReason.DUPLICATE, false),
    /** The very record once more, when all documents have been issued, whatever has been restarted meanwhile. */
    RESENT_AT_END(Effect.BESIDE, RefusalReason.DUPLICATE, false),
    /** Dated before the windows that are still open: delivered, and counted in the cumulative counts only. */
    LATE(Effect.NOTHING, null, false);

    /** What a fault does to its document. */
    public enum Effect {
        /** The document is refused. */
        DOCUMENT,
        /** One copy is refused. */
        COPY,
        /** A record that is sent beside it is refused. */
        BESIDE,
        /** Nothing is refused. */
        NOTHING
    }

    private final Effect effect;
    private final @Nullable RefusalReason reason;
    private final boolean sealed;

    Fault(Effect effect, @Nullable RefusalReason reason, boolean sealed) {
        this.effect = effect;
        this.reason = reason;
        this.sealed = sealed;
    }

    /** What it does to its document. */
    public Effect effect() {
        return effect;
    }

    /** For what the document, the copy or the record beside it is refused; null where nothing is. */
    public @Nullable RefusalReason reason() {
        return reason;
    }

    /** Whether it shows only where documents are sealed. */
    public boolean needsSeals() {
        return sealed;
    }

    /** Whether agencies need keys of their own for it. */
    public boolean needsKeys() {
        return switch (this) {
            case FOREIGN_AUTHORITY, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_REVOKED -> true;
            default -> false;
        };
    }

    /** Whether the document is sealed with other keys than its sender's own good ones. */
    public boolean hasOtherKeys() {
        return needsKeys() || this == SEAL_OF_ANOTHER;
    }

    /** How scenarios and reports write it, as in {@code tampered-header}. */
    public String label() {
        return Labels.of(this);
    }
}
