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
 * An agency and its trusted certificates. What it answers never changes; thread-safe.
 *
 * <p>Certificates are checked against the trust anchor once, when the first of them is asked for: a country has ten
 * thousand agencies, and a role that starts would otherwise check all of their certificates before the first document.
 */
public final class DirectoryEntry {

    private final Agency agency;
    private final @Nullable TrustAnchor anchor;
    private final CryptoProvider provider;
    private List<CertificateRecord> unchecked;
    private volatile @Nullable Map<String, AgencyCertificate> trusted;

    /**
     * @param listed the certificates as the directory lists them
     * @param anchor to which they must chain; null while none is known, and none is trusted
     * @param provider for which their keys are made ready
     */
    DirectoryEntry(
            Agency agency, List<CertificateRecord> listed, @Nullable TrustAnchor anchor, CryptoProvider provider) {
        this.agency = agency;
        this.unchecked = listed;
        this.anchor = anchor;
        this.provider = provider;
    }

    public Agency agency() {
        return agency;
    }

    /** The agency's certificate with this id, or null when it has none that is trusted. */
    public @Nullable AgencyCertificate certificate(String id) {
        Map<String, AgencyCertificate> known = trusted;
        return (known == null ? check() : known).get(id);
    }

    private synchronized Map<String, AgencyCertificate> check() {
        Map<String, AgencyCertificate> known = trusted;
        if (known != null) {
            return known;
        }
        Map<String, AgencyCertificate> accepted = new HashMap<>();
        if (anchor != null) {
            for (CertificateRecord certificate : unchecked) {
                AgencyCertificate genuine = anchor.accept(agency.code(), certificate, provider);
                if (genuine != null) {
                    accepted.put(genuine.id(), genuine);
                }
            }
        }
        unchecked = List.of();
        known = Map.copyOf(accepted);
        trusted = known;
        return known;
    }
}
