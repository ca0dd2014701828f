package vn.truc.consumer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.Business;
import vn.truc.schemas.avro.CertificateRecord;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.avro.Sha256;
import vn.truc.schemas.avro.TrustAnchorRecord;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.CertificateAuthority;
import vn.truc.schemas.seal.Certificates;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.Sealer;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedEnvelopes;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.Wire;

/** A small exchange with real keys, whose directory the test fills when it wants to. */
final class SealedExchange {

    static final String MINISTRY = "G22";
    static final String DEPARTMENT = "H51.10";
    static final String DISTRICT = "H51.21";
    static final String COMMUNE = "H51.21.3";

    private static final Instant VALID_FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant VALID_TO = Instant.parse("2022-12-31T00:00:00Z");
    private static final int BODY_BYTES_MAX = 10_000;

    private final CryptoProvider provider = CryptoProvider.best();
    private final CertificateAuthority authority =
            CertificateAuthority.create(VALID_FROM, VALID_TO, new SecureRandom());
    private final Map<String, AgencyRecord> rows = new HashMap<>();
    private final Map<String, AgencyKey> keys = new HashMap<>();

    final Directory directory = new Directory(null);
    private final VerifiedEnvelopes envelopes = new VerifiedEnvelopes();

    SealedExchange() {
        byte[] anchor = Certificates.derOf(authority.certificate());
        directory.applyRow(
                Directory.TRUST_ANCHOR_KEY.getBytes(StandardCharsets.UTF_8),
                Wire.TRUST_ANCHOR.encode(new TrustAnchorRecord(ByteBuffer.wrap(anchor))));
        certify(MINISTRY, AdministrativeLevel.CENTRAL, null);
        certify(DEPARTMENT, AdministrativeLevel.PROVINCIAL, "H51");
        certify(DISTRICT, AdministrativeLevel.DISTRICT, "H51");
        certify(COMMUNE, AdministrativeLevel.COMMUNE, DISTRICT);
    }

    /** Shows every agency to the directory. */
    SealedExchange publishAll() {
        rows.keySet().forEach(this::publish);
        return this;
    }

    /** Shows one agency to the directory. */
    void publish(String code) {
        directory.applyRow(code.getBytes(StandardCharsets.UTF_8), Wire.AGENCY.encode(rows.get(code)));
    }

    /** Takes one agency out of the directory. */
    void withdraw(String code) {
        directory.applyRow(code.getBytes(StandardCharsets.UTF_8), null);
    }

    EnvelopeVerifier verifier() {
        return new EnvelopeVerifier(
                directory,
                new VerificationPolicy(false, BODY_BYTES_MAX),
                new VerifiedTreeHeads(64),
                envelopes,
                provider);
    }

    /** A document of {@link #DEPARTMENT} that a test may still change before it is sealed. */
    static DispatchHeader.Builder document(int number, Instant issuedAt, Medium medium, String... addressees) {
        LocalDate day = LocalDate.ofInstant(issuedAt, ZoneOffset.UTC);
        return DispatchHeader.newBuilder()
                .setDocumentId(DocumentId.format(DEPARTMENT, day, Integer.toString(number), "UBND-VX"))
                .setSender(DEPARTMENT)
                .setAddressees(List.of(addressees))
                .setDocumentType(DocumentType.OFFICIAL_LETTER)
                .setSubject("Về việc chuyển đổi số")
                .setPriority(Priority.URGENT)
                .setMedium(medium)
                .setBusiness(Business.NEW)
                .setRespondsTo(null)
                .setIssuedAt(issuedAt.toEpochMilli())
                .setContentType("text/plain");
    }

    /** Seals documents of one sender in one tree. */
    List<byte[]> seal(List<DispatchHeader.Builder> documents, byte[] body) {
        List<ByteBuffer> headers = new ArrayList<>();
        for (DispatchHeader.Builder document : documents) {
            document.setBodyLength(body.length)
                    .setBodyDigest(new Sha256(provider.sha256().digest(body)));
            headers.add(ByteBuffer.wrap(Wire.HEADER.encode(document.build())));
        }
        AgencyKey key = keys.get(documents.get(0).getSender());
        List<List<Seal>> seals = new Sealer(List.of(key), Batching.MERKLE, provider).seal(headers);
        List<byte[]> envelopes = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            envelopes.add(Wire.ENVELOPE.encode(new Envelope(headers.get(i), seals.get(i), ByteBuffer.wrap(body))));
        }
        return envelopes;
    }

    byte[] seal(DispatchHeader.Builder document) {
        return seal(List.of(document), "Kính gửi".getBytes(StandardCharsets.UTF_8))
                .get(0);
    }

    private void certify(String code, AdministrativeLevel level, @Nullable String parent) {
        Agency agency = new Agency(code, level, parent, "Agency " + code);
        AgencyKey key = authority.issue(agency, SealRole.AGENCY, SealScheme.ED25519, VALID_FROM, VALID_TO);
        ByteBuffer der = ByteBuffer.wrap(Certificates.derOf(key.certificate()));
        CertificateRecord certificate = new CertificateRecord(key.certificateId(), SealRole.AGENCY, der, null);
        keys.put(code, key);
        rows.put(code, new AgencyRecord(code, level, parent, agency.name(), List.of(certificate)));
    }
}
