package vn.truc.schemas.directory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.seal.AgencyCertificate;

/** An agency and its trusted certificates. Immutable. */
public final class DirectoryEntry {

    private final Agency agency;
    private final Map<String, AgencyCertificate> certificates;

    DirectoryEntry(Agency agency, Map<String, AgencyCertificate> certificates) {
        this.agency = agency;
        this.certificates = Map.copyOf(certificates);
    }

    public Agency agency() {
        return agency;
    }

    /** The agency's certificate with this id, or null when it has none that is trusted. */
    public @Nullable AgencyCertificate certificate(String id) {
        return certificates.get(id);
    }
}
