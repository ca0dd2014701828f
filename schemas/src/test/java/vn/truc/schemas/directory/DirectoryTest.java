package vn.truc.schemas.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.CertificateRecord;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.avro.TrustAnchorRecord;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.CertificateAuthority;
import vn.truc.schemas.seal.Certificates;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.wire.Wire;

class DirectoryTest {

    private static final Instant FROM = Instant.parse("2021-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2022-01-01T00:00:00Z");
    private static final Agency PROVINCE = new Agency("H51", AdministrativeLevel.PROVINCIAL, null, "UBND tỉnh");
    private static final Agency DISTRICT = new Agency("H51.21", AdministrativeLevel.DISTRICT, "H51", "UBND huyện");
    private static final Agency COMMUNE = new Agency("H51.21.1", AdministrativeLevel.COMMUNE, "H51.21", "UBND xã");

    private final CertificateAuthority authority = CertificateAuthority.create(FROM, UNTIL, new SecureRandom());
    private final CertificateAuthority stranger = CertificateAuthority.create(FROM, UNTIL, new SecureRandom());
    private final AgencyKey key = issuedBy(authority, PROVINCE);
    private final Directory directory = new Directory(anchorOf(authority));

    @Test
    void anAgencyIsFoundWithTheCertificatesThatChainToTheAnchor() {
        AgencyKey strangers = issuedBy(stranger, PROVINCE);
        AgencyKey neighbours = issuedBy(authority, DISTRICT);

        put(directory, PROVINCE, listed(key), listed(strangers), listed(neighbours));

        DirectoryEntry entry = directory.find("H51");
        assertThat(entry.agency()).isEqualTo(PROVINCE);
        assertThat(entry.certificate(key.certificateId())).isNotNull();
        assertThat(entry.certificate(strangers.certificateId())).isNull();
        assertThat(entry.certificate(neighbours.certificateId())).isNull();
        assertThat(directory.levelOf("H51")).isEqualTo(AdministrativeLevel.PROVINCIAL);
        assertThat(directory.size()).isEqualTo(1);
    }

    @Test
    void aCertificateUnderTheIdOfAnotherIsNotTrusted() {
        CertificateRecord renamed = new CertificateRecord(
                (key.certificateId().startsWith("0") ? "1" : "0")
                        + key.certificateId().substring(1),
                SealRole.AGENCY,
                listed(key).getDer(),
                null);
        CertificateRecord promoted = new CertificateRecord(
                key.certificateId(), SealRole.SIGNATORY, listed(key).getDer(), null);

        put(directory, PROVINCE, renamed, promoted);

        assertThat(directory.find("H51").certificate(renamed.getCertificateId()))
                .isNull();
        assertThat(directory.find("H51").certificate(key.certificateId())).isNull();
    }

    @Test
    void aLaterRowReplacesAnEarlierOneAndANullRemovesIt() {
        put(directory, PROVINCE, listed(key));
        long version = directory.version();

        put(directory, PROVINCE);
        assertThat(directory.find("H51").certificate(key.certificateId())).isNull();
        assertThat(directory.version()).isGreaterThan(version);

        version = directory.version();
        directory.applyRow("H51".getBytes(UTF_8), null);
        assertThat(directory.find("H51")).isNull();
        assertThat(directory.levelOf("H51")).isNull();
        assertThat(directory.size()).isZero();
        assertThat(directory.version()).isGreaterThan(version);
    }

    @Test
    void aRowThatCannotBeChangesNothing() {
        put(directory, PROVINCE, listed(key));
        long version = directory.version();

        directory.applyRow("H51".getBytes(UTF_8), new byte[] {1, 2, 3});
        directory.applyRow("H51".getBytes(UTF_8), row(DISTRICT));
        directory.applyRow("h51".getBytes(UTF_8), Wire.AGENCY.encode(record("h51", null)));
        directory.applyRow("H51".getBytes(UTF_8), Wire.AGENCY.encode(record("H51", "H51")));
        directory.applyRow(Directory.TRUST_ANCHOR_KEY.getBytes(UTF_8), row(PROVINCE));
        directory.applyRow("H99".getBytes(UTF_8), null);

        assertThat(directory.size()).isEqualTo(1);
        assertThat(directory.version()).isEqualTo(version);
        assertThat(directory.find("H51").certificate(key.certificateId())).isNotNull();
    }

    @Test
    void theFirstAnchorOfTheTopicIsPinnedAndRowsThatCameBeforeAreCheckedThen() {
        Directory pinning = new Directory(null);
        put(pinning, PROVINCE, listed(key));
        assertThat(pinning.anchor()).isNull();
        assertThat(pinning.find("H51").certificate(key.certificateId())).isNull();

        offer(pinning, authority);

        assertThat(pinning.anchor()).isEqualTo(anchorOf(authority));
        assertThat(pinning.find("H51").certificate(key.certificateId())).isNotNull();
    }

    @Test
    void aRowThatWasRemovedBeforeTheAnchorCameDoesNotComeBack() {
        Directory pinning = new Directory(null);
        put(pinning, PROVINCE, listed(key));
        pinning.applyRow("H51".getBytes(UTF_8), null);

        offer(pinning, authority);

        assertThat(pinning.find("H51")).isNull();
    }

    @Test
    void noOtherAnchorTakesThePlaceOfTheOneInForce() {
        Directory pinning = new Directory(null);
        offer(pinning, authority);
        for (Directory one : List.of(directory, pinning)) {
            offer(one, stranger);
            one.applyRow(Directory.TRUST_ANCHOR_KEY.getBytes(UTF_8), null);
            offer(one, stranger);
            AgencyKey strangers = issuedBy(stranger, PROVINCE);
            put(one, PROVINCE, listed(strangers));

            assertThat(one.anchor()).isEqualTo(anchorOf(authority));
            assertThat(one.find("H51").certificate(strangers.certificateId())).isNull();
        }
    }

    @Test
    void hubsAreTheAgenciesAboveAndTheAxis() {
        put(directory, COMMUNE);
        put(directory, DISTRICT);
        put(directory, PROVINCE);

        assertThat(directory.hubsOf("H51.21.1")).containsExactly("H51.21", "H51", "VN");
        assertThat(directory.hubsOf("H51.21")).containsExactly("H51.21", "H51", "VN");
        assertThat(directory.hubsOf("H51")).containsExactly("H51", "VN");
        assertThat(directory.hubsOf("G12")).containsExactly("VN");
    }

    @Test
    void anAgencyIsAHubOnlyWhileOthersStandBelowIt() {
        put(directory, PROVINCE);
        put(directory, DISTRICT);
        put(directory, DISTRICT);
        assertThat(directory.hubsOf("H51")).containsExactly("H51", "VN");

        directory.applyRow("H51.21".getBytes(UTF_8), null);
        assertThat(directory.hubsOf("H51")).containsExactly("VN");

        put(directory, DISTRICT);
        put(directory, new Agency("H51.21", AdministrativeLevel.DISTRICT, "H52", "UBND huyện"));
        assertThat(directory.hubsOf("H51")).containsExactly("VN");
        assertThat(directory.hubsOf("H51.21")).containsExactly("H52", "VN");
    }

    @Test
    void aCircleOfParentsEnds() {
        put(directory, new Agency("A", AdministrativeLevel.DISTRICT, "B", "A"));
        put(directory, new Agency("B", AdministrativeLevel.DISTRICT, "A", "B"));

        assertThat(directory.hubsOf("A")).hasSizeLessThan(32).endsWith("VN");
    }

    private static void put(Directory directory, Agency agency, CertificateRecord... certificates) {
        directory.applyRow(agency.code().getBytes(UTF_8), row(agency, certificates));
    }

    private static byte[] row(Agency agency, CertificateRecord... certificates) {
        return Wire.AGENCY.encode(
                new AgencyRecord(agency.code(), agency.level(), agency.parent(), agency.name(), List.of(certificates)));
    }

    private static AgencyRecord record(String code, String parent) {
        return new AgencyRecord(code, AdministrativeLevel.PROVINCIAL, parent, "UBND", List.of());
    }

    private static void offer(Directory directory, CertificateAuthority authority) {
        ByteBuffer der = ByteBuffer.wrap(Certificates.derOf(authority.certificate()));
        directory.applyRow(
                Directory.TRUST_ANCHOR_KEY.getBytes(UTF_8), Wire.TRUST_ANCHOR.encode(new TrustAnchorRecord(der)));
    }

    private static AgencyKey issuedBy(CertificateAuthority authority, Agency agency) {
        return authority.issue(agency, SealRole.AGENCY, SealScheme.ED25519, FROM, UNTIL);
    }

    private static CertificateRecord listed(AgencyKey key) {
        ByteBuffer der = ByteBuffer.wrap(Certificates.derOf(key.certificate()));
        return new CertificateRecord(key.certificateId(), key.role(), der, null);
    }

    private static TrustAnchor anchorOf(CertificateAuthority authority) {
        return TrustAnchor.read(Certificates.derOf(authority.certificate()));
    }
}
