package vn.truc.producer.keys;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.CertificateRecord;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.avro.TrustAnchorRecord;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.CertificateAuthority;
import vn.truc.schemas.seal.Certificates;
import vn.truc.schemas.seal.TrustAnchor;

/** The keys of all agencies of a run, with the authority that certified them. Immutable and thread-safe. */
public final class KeyRing {

    private final CertificateAuthority authority;
    private final Map<String, List<AgencyKey>> keys;

    KeyRing(CertificateAuthority authority, Map<String, List<AgencyKey>> keys) {
        this.authority = authority;
        this.keys = keys;
    }

    /**
     * Makes an authority and a key for each agency and role, on all cores.
     *
     * @param notBefore from when the certificates are valid, simulated time
     * @param notAfter until when
     */
    public static KeyRing generate(
            Collection<Agency> agencies,
            Collection<SealRole> roles,
            SealScheme scheme,
            Instant notBefore,
            Instant notAfter,
            SecureRandom random) {
        CertificateAuthority authority = CertificateAuthority.create(notBefore, notAfter, random);
        Map<String, List<AgencyKey>> keys = new LinkedHashMap<>();
        agencies.parallelStream()
                .flatMap(agency ->
                        roles.stream().map(role -> authority.issue(agency, role, scheme, notBefore, notAfter)))
                .toList()
                .forEach(key -> keys.computeIfAbsent(key.agency(), first -> new ArrayList<>(roles.size()))
                        .add(key));
        return new KeyRing(authority, keys);
    }

    /** The keys with which an agency seals; none when the ring does not know it. */
    public List<AgencyKey> keysOf(String agency) {
        return Collections.unmodifiableList(keys.getOrDefault(agency, List.of()));
    }

    /** The authority, whose certificate is the trust anchor. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** The codes of all agencies that have a key. */
    public Collection<String> agencies() {
        return List.copyOf(keys.keySet());
    }

    /** To which all certificates of the ring chain. */
    public TrustAnchor trustAnchor() {
        return TrustAnchor.read(Certificates.derOf(authority.certificate()));
    }

    /** The directory's row of the anchor. */
    public TrustAnchorRecord trustAnchorRecord() {
        return new TrustAnchorRecord(ByteBuffer.wrap(Certificates.derOf(authority.certificate())));
    }

    /** The directory's row of an agency, with the certificates of its keys. */
    public AgencyRecord recordOf(Agency agency) {
        List<CertificateRecord> certificates = new ArrayList<>();
        for (AgencyKey key : keysOf(agency.code())) {
            certificates.add(new CertificateRecord(
                    key.certificateId(), key.role(), key.der().duplicate(), null));
        }
        return new AgencyRecord(agency.code(), agency.level(), agency.parent(), agency.name(), certificates);
    }
}
