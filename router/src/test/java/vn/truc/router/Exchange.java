package vn.truc.router;

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
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.Wire;

/** A small world of agencies with real keys, and documents sealed by them. */
final class Exchange {

    static final int BODY_BYTES_MAX = 10_000;
    static final Instant ISSUED_AT = Instant.parse("2021-06-30T01:00:00Z");

    static final Agency PROVINCE = new Agency("H51", AdministrativeLevel.PROVINCIAL, null, "UBND tỉnh Sóc Trăng");
    static final Agency DEPARTMENT = new Agency("H51.10", AdministrativeLevel.PROVINCIAL, "H51", "Sở Tài chính");
    static final Agency DISTRICT =
            new Agency("H51.21", AdministrativeLevel.DISTRICT, "H51", "UBND thành phố Sóc Trăng");
    static final Agency COMMUNE = new Agency("H51.21.1", AdministrativeLevel.COMMUNE, "H51.21", "UBND phường 5");
    static final Agency NEIGHBOUR = new Agency("H51.21.2", AdministrativeLevel.COMMUNE, "H51.21", "UBND phường 7");
    static final Agency MINISTRY = new Agency("G12", AdministrativeLevel.CENTRAL, null, "Bộ Tài chính");
    static final List<Agency> AGENCIES = List.of(PROVINCE, DEPARTMENT, DISTRICT, COMMUNE, NEIGHBOUR, MINISTRY);

    private final CertificateAuthority authority = CertificateAuthority.create(
            ISSUED_AT.minusSeconds(86_400), ISSUED_AT.plusSeconds(86_400), new SecureRandom());
    private final Map<String, AgencyKey> keys = new HashMap<>();
    private final CryptoProvider crypto = CryptoProvider.best();
    final Directory directory = new Directory(null);

    Exchange() {
        directory.applyRow(
                Directory.TRUST_ANCHOR_KEY.getBytes(StandardCharsets.UTF_8),
                Wire.TRUST_ANCHOR.encode(
                        new TrustAnchorRecord(ByteBuffer.wrap(Certificates.derOf(authority.certificate())))));
        AGENCIES.forEach(this::introduce);
    }

    /** Gives an agency a key and the directory its row. */
    void introduce(Agency agency) {
        directory.applyRow(agency.code().getBytes(StandardCharsets.UTF_8), rowOf(agency));
    }

    byte[] rowOf(Agency agency) {
        AgencyKey key = keys.computeIfAbsent(
                agency.code(),
                code -> authority.issue(
                        agency,
                        SealRole.AGENCY,
                        SealScheme.ED25519,
                        ISSUED_AT.minusSeconds(3_600),
                        ISSUED_AT.plusSeconds(3_600)));
        CertificateRecord certificate = new CertificateRecord(
                key.certificateId(), SealRole.AGENCY, ByteBuffer.wrap(Certificates.derOf(key.certificate())), null);
        return Wire.AGENCY.encode(
                new AgencyRecord(agency.code(), agency.level(), agency.parent(), agency.name(), List.of(certificate)));
    }

    EnvelopeVerifier verifier() {
        return new EnvelopeVerifier(
                directory, new VerificationPolicy(false, BODY_BYTES_MAX), new VerifiedTreeHeads(64), crypto);
    }

    byte[] sealed(Agency sender, int number, List<String> addressees) {
        return sealed(sender, Integer.toString(number), addressees, "Kính gửi".getBytes(StandardCharsets.UTF_8));
    }

    byte[] sealed(Agency sender, String number, List<String> addressees, byte[] body) {
        String id = sender.code() + ",2021/06/30," + number + "/BC-UBND";
        ByteBuffer header = ByteBuffer.wrap(Wire.HEADER.encode(new DispatchHeader(
                id,
                sender.code(),
                new ArrayList<>(addressees),
                DocumentType.REPORT,
                "Báo cáo",
                Priority.NORMAL,
                Medium.ELECTRONIC,
                Business.NEW,
                null,
                ISSUED_AT.toEpochMilli(),
                "text/plain",
                body.length,
                new Sha256(crypto.sha256().digest(body)))));
        Sealer sealer = new Sealer(List.of(keys.get(sender.code())), Batching.MERKLE, crypto);
        List<Seal> seals = sealer.seal(List.of(header)).get(0);
        return Wire.ENVELOPE.encode(new Envelope(header, seals, ByteBuffer.wrap(body)));
    }
}
