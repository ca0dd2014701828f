package vn.truc.producer.emission;

import vn.truc.schemas.avro.Business;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RegisterEntry;
import vn.truc.schemas.avro.Sha256;

/** The records that a planned document becomes. Pure: the audit makes the same from the same plan. */
public final class Dispatches {

    private static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    private Dispatches() {}

    /**
     * The header that is signed.
     *
     * @param bodyDigest SHA-256 of {@link Plan#body}
     */
    public static DispatchHeader header(PlannedDocument document, byte[] bodyDigest) {
        return new DispatchHeader(
                document.id(),
                document.sender().code(),
                document.addressees(),
                document.type(),
                document.subject(),
                document.priority(),
                document.medium(),
                Business.NEW,
                null,
                document.issuedAtMillis(),
                CONTENT_TYPE,
                document.bodyLength(),
                new Sha256(bodyDigest));
    }

    /** The register entry of a document that goes on paper only. */
    public static RegisterEntry registerEntry(PlannedDocument document) {
        return new RegisterEntry(
                document.id(),
                document.sender().code(),
                document.addressees(),
                document.type(),
                document.classified(),
                document.issuedAtMillis());
    }
}
