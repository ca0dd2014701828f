package vn.truc.producer.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.producer.emission.Fault;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.CertificateRecord;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.Certificates;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.TrustAnchor;

class KeyFilesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOT_BEFORE = Instant.parse("2021-01-01T00:00:00Z");
    private static final Instant NOT_AFTER = Instant.parse("2022-01-01T00:00:00Z");
    private static final Agency PROVINCE = new Agency("H51", AdministrativeLevel.PROVINCIAL, null, "UBND tỉnh");
    private static final Agency DISTRICT = new Agency("H51.21", AdministrativeLevel.DISTRICT, "H51", "UBND huyện");
    private static final List<Agency> AGENCIES = List.of(PROVINCE, DISTRICT);

    @TempDir
    private Path temporary;

    private Path directory;
    private KeyFiles files;

    @BeforeEach
    void chooseADirectory() {
        directory = temporary.resolve("a/keys");
        files = new KeyFiles(directory);
    }

    @ParameterizedTest
    @EnumSource(SealScheme.class)
    void aRingIsReadAsItWasWritten(SealScheme scheme) throws Exception {
        KeyRing ring = ring(scheme);

        files.write(ring, RANDOM);
        KeyRing read = files.read(RANDOM);

        assertThat(read.agencies()).containsExactlyInAnyOrderElementsOf(ring.agencies());
        assertThat(read.trustAnchor()).isEqualTo(ring.trustAnchor());
        assertThat(read.trustAnchorRecord()).isEqualTo(ring.trustAnchorRecord());
        for (Agency agency : AGENCIES) {
            AgencyRecord row = read.recordOf(agency);
            assertThat(row).isEqualTo(ring.recordOf(agency));
            assertThat(row.getCertificates()).hasSize(2).allSatisfy(certificate -> assertThat(
                            read.trustAnchor().accept(agency.code(), certificate, CryptoProvider.best()))
                    .isNotNull());
            assertThat(read.keysOf(agency.code()))
                    .extracting(AgencyKey::role, AgencyKey::scheme)
                    .containsExactly(tuple(SealRole.AGENCY, scheme), tuple(SealRole.SIGNATORY, scheme));
            for (AgencyKey key : read.keysOf(agency.code())) {
                assertThat(signsForItsCertificate(key)).isTrue();
            }
        }
    }

    @Test
    void anAuthorityThatWasReadCertifiesMoreUnderTheSameAnchor() {
        KeyRing ring = ring(SealScheme.ED25519);
        files.write(ring, RANDOM);

        AgencyKey key = files.read(RANDOM)
                .authority()
                .issue(PROVINCE, SealRole.AGENCY, SealScheme.ED25519, NOT_BEFORE, NOT_AFTER);

        ByteBuffer der = ByteBuffer.wrap(Certificates.derOf(key.certificate()));
        CertificateRecord listed = new CertificateRecord(key.certificateId(), SealRole.AGENCY, der, null);
        assertThat(ring.trustAnchor().accept("H51", listed, CryptoProvider.best()))
                .isNotNull();
    }

    @Test
    void theTrustAnchorAloneIsAFileForOthers() throws IOException {
        KeyRing ring = ring(SealScheme.ED25519);
        files.write(ring, RANDOM);

        assertThat(files.trustAnchor()).isEqualTo(directory.resolve("trust-anchor.pem"));
        assertThat(TrustAnchor.read(Files.readAllBytes(files.trustAnchor()))).isEqualTo(ring.trustAnchor());
        assertThat(Files.readString(files.trustAnchor())).startsWith("-----BEGIN CERTIFICATE-----\n");
    }

    @Test
    void privateKeysAreForTheirOwnerAlone() throws IOException {
        Files.createDirectories(directory);
        permit(directory, "rwxr-xr-x");

        files.write(ring(SealScheme.ED25519), RANDOM);

        assertThat(permissions(directory)).isEqualTo("rwx------");
        for (String name : List.of("agencies.p12", "authority.p12", "password")) {
            assertThat(permissions(directory.resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    @Test
    void everyRingHasAPasswordOfItsOwn() throws IOException {
        files.write(ring(SealScheme.ED25519), RANDOM);
        new KeyFiles(temporary.resolve("b")).write(ring(SealScheme.ED25519), RANDOM);

        String password = Files.readString(directory.resolve("password"), StandardCharsets.US_ASCII);
        assertThat(password).hasSizeGreaterThanOrEqualTo(43);
        assertThat(temporary.resolve("b/password")).content().isNotEqualTo(password);
    }

    @Test
    void keysAreNeverOverwritten() throws IOException {
        files.write(ring(SealScheme.ED25519), RANDOM);
        byte[] before = Files.readAllBytes(directory.resolve("agencies.p12"));

        assertRefused(() -> files.write(ring(SealScheme.ED25519), RANDOM), directory + " holds keys already");

        assertThat(directory.resolve("agencies.p12")).hasBinaryContent(before);
        files.read(RANDOM);
    }

    @Test
    void whatAnInterruptedCommandLeftIsNamed() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("password"), "left");

        assertRefused(() -> files.write(ring(SealScheme.ED25519), RANDOM), "interrupted", "password", "remove it");
    }

    @Test
    void aDirectoryThatIsNotThereIsNamedWithTheCommandThatMakesIt() {
        assertRefused(() -> files.read(RANDOM), "there is no " + directory, "truc keys init");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agencies.p12", "authority.p12", "password"})
    void aFileThatIsMissingIsNamed(String name) throws IOException {
        files.write(ring(SealScheme.ED25519), RANDOM);
        Files.delete(directory.resolve(name));

        assertRefused(() -> files.read(RANDOM), "there is no " + directory.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "agencies.p12", "authority.p12", "password"})
    void whatOthersCanReachIsRefusedWithTheCommandThatHelps(String name) throws IOException {
        files.write(ring(SealScheme.ED25519), RANDOM);
        Path open = name.isEmpty() ? directory : directory.resolve(name);
        for (String permissions : List.of("rwxr-----", "rwx--x---", "rwx---r--", "rwx----w-")) {
            permit(open, permissions);

            assertRefused(() -> files.read(RANDOM), "others can reach " + open, "chmod");
        }
        permit(open, "rwx------");
        files.read(RANDOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agencies.p12", "authority.p12", "password"})
    void aFileThatIsNotWhatWasWrittenIsRefused(String name) throws IOException {
        files.write(ring(SealScheme.ED25519), RANDOM);
        Files.writeString(directory.resolve(name), "nonsense");

        assertRefused(() -> files.read(RANDOM), "cannot read keys from " + directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agencies.p12", "authority.p12"})
    void aStoreInThePlaceOfTheOtherIsRefused(String name) throws IOException {
        files.write(ring(SealScheme.ED25519), RANDOM);
        String other = name.equals("agencies.p12") ? "authority.p12" : "agencies.p12";
        Files.copy(directory.resolve(other), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);

        assertRefused(() -> files.read(RANDOM), "cannot read keys from " + directory, "'authority'");
    }

    @Test
    void aPlaceThatCannotHoldADirectoryIsNamed() throws IOException {
        Files.writeString(temporary.resolve("a"), "a file");

        assertRefused(() -> files.write(ring(SealScheme.ED25519), RANDOM), "cannot write keys to " + directory);
    }

    private static void assertRefused(ThrowingCallable attempt, String... words) {
        assertThatThrownBy(attempt)
                .isInstanceOf(KeyFilesException.class)
                .message()
                .contains(words);
    }

    private static boolean signsForItsCertificate(AgencyKey key) throws GeneralSecurityException {
        Signature signature = CryptoProvider.best().signature(key.scheme());
        signature.initSign(key.privateKey());
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(CryptoProvider.best().own(key.certificate().getPublicKey()));
        signature.update((byte) 1);
        return signature.verify(signed);
    }

    @Test
    void keysOfFaultsAreReadAsTheyWereWrittenAndNeverTakenForTheAgencysOwn() {
        KeyRing ring = ring(SealScheme.ED25519);
        for (Fault fault : Fault.values()) {
            if (fault.needsKeys()) {
                ring = ring.withFaulty(
                        fault, AGENCIES, List.of(SealRole.AGENCY), SealScheme.ED25519, NOT_BEFORE, NOT_AFTER, RANDOM);
            }
        }
        files.write(ring, RANDOM);
        KeyRing read = files.read(RANDOM);

        for (Agency agency : AGENCIES) {
            assertThat(read.keysOf(agency.code())).hasSize(2);
            assertThat(read.recordOf(agency, 7L)).isEqualTo(ring.recordOf(agency, 7L));
            assertThat(read.recordOf(agency, 7L).getCertificates())
                    .as("own, expired, not yet valid and revoked ones; a foreign authority's is not listed")
                    .hasSize(5);
            assertThat(read.keysOf(agency.code(), Fault.FOREIGN_AUTHORITY)).hasSize(1);
        }
    }

    private static KeyRing ring(SealScheme scheme) {
        return KeyRing.generate(
                AGENCIES, List.of(SealRole.AGENCY, SealRole.SIGNATORY), scheme, NOT_BEFORE, NOT_AFTER, RANDOM);
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
