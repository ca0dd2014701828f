package vn.truc.schemas.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.Batching;

class VerifiedEnvelopesTest {

    private static final byte[] BODY = "Kính gửi các đơn vị".getBytes(UTF_8);

    private final SmallWorld world = new SmallWorld();
    private final EnvelopeVerifier verifier = world.remembering();

    @Test
    void aCopyOfTheSameBytesTakesTheVerdictOfTheFirst() {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        byte[] envelope = world.sealed(key, Batching.MERKLE, BODY);
        Verification first = verifier.verify(envelope);

        assertThat(first).isInstanceOf(Verification.Genuine.class);
        assertThat(verifier.verify(envelope.clone())).isSameAs(first);
    }

    @ParameterizedTest
    @EnumSource(Batching.class)
    void everyBitThatDiffersFromAGenuineCopyIsRefused(Batching batching) {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        byte[] genuine = world.sealed(key, batching, BODY);
        for (int bit = 0; bit < genuine.length * 8; bit++) {
            assertThat(verifier.verify(genuine)).isInstanceOf(Verification.Genuine.class);
            byte[] forged = genuine.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifier.verify(forged)).as("bit " + bit).isInstanceOf(Verification.Refused.class);
        }
    }

    @Test
    void aCertificateThatIsRevokedBetweenTwoCopiesEndsIt() {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        byte[] envelope = world.sealed(key, Batching.MERKLE, BODY);
        assertThat(verifier.verify(envelope)).isInstanceOf(Verification.Genuine.class);

        world.revoke("H51", SmallWorld.ISSUED_AT);

        assertRefused(verifier.verify(envelope), RefusalReason.CERTIFICATE_REVOKED);
    }

    @Test
    void anAgencyThatIsRemovedBetweenTwoCopiesEndsIt() {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        byte[] envelope = world.sealed(key, Batching.MERKLE, BODY);
        assertThat(verifier.verify(envelope)).isInstanceOf(Verification.Genuine.class);

        world.remove("H51");

        assertRefused(verifier.verify(envelope), RefusalReason.UNKNOWN_SENDER);
    }

    @Test
    void whatIsLongIsVerifiedEachTime() {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        byte[] envelope = world.sealed(key, Batching.MERKLE, new byte[VerifiedEnvelopes.BYTES_MAX]);
        Verification first = verifier.verify(envelope);

        assertThat(first).isInstanceOf(Verification.Genuine.class);
        assertThat(verifier.verify(envelope)).isNotSameAs(first).isEqualTo(first);
    }

    private static void assertRefused(Verification found, RefusalReason reason) {
        assertThat(found).isInstanceOfSatisfying(Verification.Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }
}
