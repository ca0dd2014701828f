package vn.truc.schemas.verify;

import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.directory.DirectoryEntry;
import vn.truc.schemas.document.DocumentId;

/** What a verifier found out about an envelope. */
public sealed interface Verification {

    /**
     * The envelope is what it claims to be.
     *
     * @param certifiedUntil when the first of the certificates of its seals expires, simulated time in milliseconds since
     *     the epoch; {@link Long#MAX_VALUE} when it is unsigned
     */
    record Genuine(DispatchHeader header, DocumentId documentId, DirectoryEntry sender, long certifiedUntil)
            implements Verification {}

    /**
     * The envelope is refused.
     *
     * @param detail what exactly was wrong, for a person
     * @param header as far as it could be read; not to be trusted
     * @param mayBeStaleDirectory whether a newer directory could lead to another result
     */
    record Refused(RefusalReason reason, String detail, @Nullable DispatchHeader header, boolean mayBeStaleDirectory)
            implements Verification {}
}
