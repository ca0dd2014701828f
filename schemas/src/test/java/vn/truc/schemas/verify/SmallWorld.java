package vn.truc.schemas.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.CertificateAuthority;
import vn.truc.schemas.seal.Certificates;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.Sealer;
import vn.truc.schemas.wire.Wire;

/** An authority, a directory, and agencies that seal. */
final class SmallWorld {

    static final int BODY_BYTES_MAX = 4_096;
    static final Instant ISSUED_AT = Instant.parse("2021-06-30T01:00:00Z");
    static final Instant NOT_BEFORE = ISSUED_AT.minusSeconds(3_600);
    static final Instant NOT_AFTER = ISSUED_AT.plusSeconds(3_600);

    private final CertificateAuthority authority =
            CertificateAuthority.create(NOT_BEFORE, NOT_AFTER, new SecureRandom());
    private final CertificateAuthority stranger =
            CertificateAuthority.create(NOT_BEFORE, NOT_AFTER, new SecureRandom());
    private final CryptoProvider crypto = CryptoProvider.best();
    private final Map<String, List<CertificateRecord>> certificates = new HashMap<>();
    private final Directory directory = new Directory(null);

    SmallWorld() {
        directory.applyRow(
                Directory.TRUST_ANCHOR_KEY.getBytes(StandardCharsets.UTF_8),
                Wire.TRUST_ANCHOR.encode(
                        new TrustAnchorRecord(ByteBuffer.wrap(Certificates.derOf(authority.certificate())))));
    }

    EnvelopeVerifier verifier(boolean unsignedAccepted) {
        return new EnvelopeVerifier(
                directory, new VerificationPolicy(unsignedAccepted, BODY_BYTES_MAX), new VerifiedTreeHeads(16), crypto);
    }

    /** A verifier that remembers what it found genuine. */
    EnvelopeVerifier remembering() {
        return new EnvelopeVerifier(
                directory,
                new VerificationPolicy(false, 2 * VerifiedEnvelopes.BYTES_MAX),
                new VerifiedTreeHeads(16),
                new VerifiedEnvelopes(),
                crypto);
    }

    void remove(String code) {
        directory.applyRow(code.getBytes(StandardCharsets.UTF_8), null);
    }

    /** Certifies an agency and puts it into the directory. */
    AgencyKey enrol(String code, SealScheme scheme, SealRole role) {
        AgencyKey key = authority.issue(agency(code), role, scheme, NOT_BEFORE, NOT_AFTER);
        certificates
                .computeIfAbsent(code, first -> new ArrayList<>())
                .add(new CertificateRecord(
                        key.certificateId(), role, ByteBuffer.wrap(Certificates.derOf(key.certificate())), null));
        publish(code);
        return key;
    }

    /** A key of an agency by an authority that nobody trusts; the directory lists its certificate if it knows the agency. */
    AgencyKey strangersKey(String code) {
        AgencyKey key = stranger.issue(agency(code), SealRole.AGENCY, SealScheme.ED25519, NOT_BEFORE, NOT_AFTER);
        if (certificates.containsKey(code)) {
            certificates
                    .get(code)
                    .add(new CertificateRecord(
                            key.certificateId(),
                            SealRole.AGENCY,
                            ByteBuffer.wrap(Certificates.derOf(key.certificate())),
                            null));
            publish(code);
        }
        return key;
    }

    void revoke(String code, Instant at) {
        certificates.replaceAll((agency, all) -> agency.equals(code)
                ? new ArrayList<>(all.stream()
                        .map(one -> new CertificateRecord(
                                one.getCertificateId(), one.getRole(), one.getDer(), at.toEpochMilli()))
                        .toList())
                : all);
        publish(code);
    }

    byte[] sealed(AgencyKey key, Batching batching, byte[] body) {
        return sealed(key, batching, body, ISSUED_AT);
    }

    byte[] sealedAt(AgencyKey key, Instant issuedAt) {
        return sealed(key, Batching.EACH, new byte[] {1}, issuedAt);
    }

    Seal seal(AgencyKey key, ByteBuffer header) {
        return new Sealer(List.of(key), Batching.EACH, crypto)
                .seal(List.of(header))
                .get(0)
                .get(0);
    }

    private byte[] sealed(AgencyKey key, Batching batching, byte[] body, Instant issuedAt) {
        ByteBuffer header = header(key.agency(), 7, body, issuedAt);
        List<ByteBuffer> batch =
                List.of(header(key.agency(), 8, body, issuedAt), header, header(key.agency(), 9, body, issuedAt));
        List<Seal> seals =
                new Sealer(List.of(key), batching, crypto).seal(batch).get(1);
        return Wire.ENVELOPE.encode(new Envelope(header, seals, ByteBuffer.wrap(body)));
    }

    private ByteBuffer header(String sender, int number, byte[] body, Instant issuedAt) {
        return ByteBuffer.wrap(Wire.HEADER.encode(new DispatchHeader(
                sender + ",2021/06/30," + number + "/BC-UBND",
                sender,
                List.of("H51.21"),
                DocumentType.REPORT,
                "Báo cáo",
                Priority.NORMAL,
                Medium.ELECTRONIC,
                Business.NEW,
                null,
                issuedAt.toEpochMilli(),
                "text/plain",
                body.length,
                new Sha256(crypto.sha256().digest(body)))));
    }

    private void publish(String code) {
        Agency agency = agency(code);
        directory.applyRow(
                code.getBytes(StandardCharsets.UTF_8),
                Wire.AGENCY.encode(new AgencyRecord(
                        code, agency.level(), null, agency.name(), List.copyOf(certificates.get(code)))));
    }

    private static Agency agency(String code) {
        return new Agency(code, AdministrativeLevel.PROVINCIAL, null, "Cơ quan " + code);
    }
}
