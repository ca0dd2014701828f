package vn.truc.producer.keys;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
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

/**
 * The keys of all agencies of a run, with the authority that certified them; and, where a scenario plans for it, further
 * keys whose certificates are at fault. Immutable and thread-safe.
 */
public final class KeyRing {

    private static final Duration CERTIFIED_BEFORE = Duration.ofDays(1);
    private static final Duration CERTIFIED_AFTER = Duration.ofDays(366);

    private final CertificateAuthority authority;
    private final Map<String, List<AgencyKey>> keys;
    private final Map<Fault, Map<String, List<AgencyKey>>> faulty;

    KeyRing(
            CertificateAuthority authority,
            Map<String, List<AgencyKey>> keys,
            Map<Fault, Map<String, List<AgencyKey>>> faulty) {
        this.authority = authority;
        this.keys = keys;
        this.faulty = faulty;
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
        return new KeyRing(authority, issue(authority, agencies, roles, scheme, notBefore, notAfter), Map.of());
    }

    /** Makes keys that are valid for all the simulated time of a plan, and those of its faults. */
    public static KeyRing forPlan(Plan plan, SealScheme scheme, SecureRandom random) {
        Scenario scenario = plan.scenario();
        List<Agency> agencies = scenario.topology().agencies();
        List<SealRole> roles = scenario.seal().roles();
        Instant from = plan.earliest().minus(CERTIFIED_BEFORE);
        Instant until = plan.latest().plus(CERTIFIED_AFTER);
        KeyRing ring = generate(agencies, roles, scheme, from, until, random);
        for (Fault fault : scenario.faults().shares().keySet()) {
            if (fault.needsKeys()) {
                Instant validFrom =
                        switch (fault) {
                            case CERTIFICATE_EXPIRED -> from.minus(CERTIFIED_AFTER);
                            case CERTIFICATE_NOT_YET_VALID -> plan.latest().plus(CERTIFIED_BEFORE);
                            default -> from;
                        };
                Instant validUntil = fault == Fault.CERTIFICATE_EXPIRED ? from : until;
                ring = ring.withFaulty(fault, agencies, roles, scheme, validFrom, validUntil, random);
            }
        }
        return ring;
    }

    /**
     * The ring with one more key for each agency and role, for documents with a fault.
     *
     * @param fault {@link Fault#FOREIGN_AUTHORITY} has them certified by an authority of its own
     * @param notBefore from when the certificates are valid, simulated time
     * @param notAfter until when
     * @throws IllegalArgumentException when the fault needs no keys
     */
    public KeyRing withFaulty(
            Fault fault,
            Collection<Agency> agencies,
            Collection<SealRole> roles,
            SealScheme scheme,
            Instant notBefore,
            Instant notAfter,
            SecureRandom random) {
        if (!fault.needsKeys()) {
            throw new IllegalArgumentException(fault + " needs no keys of its own");
        }
        CertificateAuthority issuer =
                fault == Fault.FOREIGN_AUTHORITY ? CertificateAuthority.create(notBefore, notAfter, random) : authority;
        Map<Fault, Map<String, List<AgencyKey>>> all = new EnumMap<>(Fault.class);
        all.putAll(faulty);
        all.put(fault, issue(issuer, agencies, roles, scheme, notBefore, notAfter));
        return new KeyRing(authority, keys, all);
    }

    private static Map<String, List<AgencyKey>> issue(
            CertificateAuthority authority,
            Collection<Agency> agencies,
            Collection<SealRole> roles,
            SealScheme scheme,
            Instant notBefore,
            Instant notAfter) {
        Map<String, List<AgencyKey>> keys = new LinkedHashMap<>();
        agencies.parallelStream()
                .flatMap(agency ->
                        roles.stream().map(role -> authority.issue(agency, role, scheme, notBefore, notAfter)))
                .toList()
                .forEach(key -> keys.computeIfAbsent(key.agency(), first -> new ArrayList<>(roles.size()))
                        .add(key));
        return keys;
    }

    /** The keys with which an agency seals; none when the ring does not know it. */
    public List<AgencyKey> keysOf(String agency) {
        return Collections.unmodifiableList(keys.getOrDefault(agency, List.of()));
    }

    /** The keys with which an agency seals documents that have a fault; none when the ring has none for it. */
    public List<AgencyKey> keysOf(String agency, Fault fault) {
        return Collections.unmodifiableList(faulty.getOrDefault(fault, Map.of()).getOrDefault(agency, List.of()));
    }

    /**
     * Whether the certificates fit the dates of a plan: those of the agencies' own keys are valid at each of them, and those
     * of its faults that are to be expired, or not yet valid, are so at each. Of a plan that lasts longer than that for which
     * the keys were made, documents would be refused, or accepted, against the plan.
     */
    public boolean fitsDatesOf(Plan plan) {
        Instant earliest = plan.earliest();
        Instant latest = plan.latest();
        Set<Fault> planned = plan.scenario().faults().shares().keySet();
        return areValid(keys, (from, until) -> !from.isAfter(earliest) && !until.isBefore(latest))
                && (!planned.contains(Fault.CERTIFICATE_EXPIRED)
                        || areValid(
                                faulty.getOrDefault(Fault.CERTIFICATE_EXPIRED, Map.of()),
                                (from, until) -> until.isBefore(earliest)))
                && (!planned.contains(Fault.CERTIFICATE_NOT_YET_VALID)
                        || areValid(
                                faulty.getOrDefault(Fault.CERTIFICATE_NOT_YET_VALID, Map.of()),
                                (from, until) -> from.isAfter(latest)));
    }

    /** @param when whether it is right to be valid from one time until another */
    private static boolean areValid(Map<String, List<AgencyKey>> keys, BiPredicate<Instant, Instant> when) {
        return keys.values().stream()
                .flatMap(List::stream)
                .map(AgencyKey::certificate)
                .allMatch(certificate -> when.test(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()));
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
        return recordOf(agency, null);
    }

    /**
     * The directory's row of an agency, with the certificates of its keys, those at fault among them; only what a foreign
     * authority has issued is not listed.
     *
     * @param revokedAtMillis from when the keys of {@link Fault#CERTIFICATE_REVOKED} are revoked, simulated time
     */
    public AgencyRecord recordOf(Agency agency, @Nullable Long revokedAtMillis) {
        List<CertificateRecord> certificates = new ArrayList<>();
        keysOf(agency.code()).forEach(key -> certificates.add(certificate(key, null)));
        for (Fault fault : faulty.keySet()) {
            if (fault != Fault.FOREIGN_AUTHORITY) {
                Long revoked = fault == Fault.CERTIFICATE_REVOKED ? revokedAtMillis : null;
                keysOf(agency.code(), fault).forEach(key -> certificates.add(certificate(key, revoked)));
            }
        }
        return new AgencyRecord(agency.code(), agency.level(), agency.parent(), agency.name(), certificates);
    }

    private static CertificateRecord certificate(AgencyKey key, @Nullable Long revokedAtMillis) {
        return new CertificateRecord(key.certificateId(), key.role(), key.der().duplicate(), revokedAtMillis);
    }

    /** For which faults there are keys. */
    Set<Fault> faults() {
        return faulty.keySet();
    }
}
