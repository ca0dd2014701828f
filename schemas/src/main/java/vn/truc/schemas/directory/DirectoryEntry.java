package vn.truc.schemas.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.CertificateRecord;
import vn.truc.schemas.seal.AgencyCertificate;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.TrustAnchor;

/**
 * An agency and its trusted certificates. Immutable and thread-safe; a row that changes makes another entry.
 *
 * <p>Certificates are checked against the trust anchor when the row is read, so that no document waits for it.
 */
public final class DirectoryEntry {

    private final Agency agency;
    private final Map<String, AgencyCertificate> trusted;

    /**
     * @param listed the certificates as the directory lists them
     * @param anchor to which they must chain; null while none is known, and none is trusted
     * @param provider for which their keys are made ready
     */
    DirectoryEntry(
            Agency agency, List<CertificateRecord> listed, @Nullable TrustAnchor anchor, CryptoProvider provider) {
        this.agency = agency;
        this.trusted = anchor == null ? Map.of() : trusted(agency.code(), listed, anchor, provider);
    }

    public Agency agency() {
        return agency;
    }

    /** The agency's certificate with this id, or null when it has none that is trusted. */
    public @Nullable AgencyCertificate certificate(String id) {
        return trusted.get(id);
    }

    private static Map<String, AgencyCertificate> trusted(
            String code, List<CertificateRecord> listed, TrustAnchor anchor, CryptoProvider provider) {
        Map<String, AgencyCertificate> accepted = new HashMap<>();
        for (CertificateRecord certificate : listed) {
            AgencyCertificate genuine = anchor.accept(code, certificate, provider);
            if (genuine != null) {
                accepted.put(genuine.id(), genuine);
            }
        }
        return Map.copyOf(accepted);
    }
}
