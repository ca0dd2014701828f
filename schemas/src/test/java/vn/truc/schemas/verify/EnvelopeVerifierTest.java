package vn.truc.schemas.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.avro.SeenNumbers;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.wire.SingleObjectCodec;
import vn.truc.schemas.wire.Wire;

class EnvelopeVerifierTest {

    private static final byte[] BODY = "Kính gửi các đơn vị".getBytes(UTF_8);

    private final SmallWorld world = new SmallWorld();
    private final EnvelopeVerifier verifier = world.verifier(false);

    @ParameterizedTest
    @EnumSource(Batching.class)
    void whatWasSealedIsGenuineInEveryScheme(Batching batching) {
        for (SealScheme scheme : SealScheme.values()) {
            AgencyKey key = world.enrol("H51." + (10 + scheme.ordinal()), scheme, SealRole.AGENCY);
            assertThat(verifier.verify(world.sealed(key, batching, BODY)))
                    .as(scheme + " " + batching)
                    .isInstanceOf(Verification.Genuine.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Batching.class)
    void everyFlippedBitIsRefused(Batching batching) throws Exception {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        byte[] genuine = world.sealed(key, batching, BODY);
        Envelope envelope = Wire.ENVELOPE.decode(genuine);
        int body = genuine.length - BODY.length;
        int signature = indexOf(genuine, envelope.getSeals().get(0).getSignature());

        for (int bit = 0; bit < genuine.length * 8; bit++) {
            byte[] forged = genuine.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            Verification found = verifier.verify(forged);
            assertThat(found).as("bit " + bit).isInstanceOf(Verification.Refused.class);
            RefusalReason reason = ((Verification.Refused) found).reason();
            if (bit / 8 >= body) {
                assertThat(reason).as("body, bit " + bit).isEqualTo(RefusalReason.BODY_MISMATCH);
            } else if (bit / 8 >= signature && bit / 8 < signature + 64) {
                assertThat(reason).as("signature, bit " + bit).isEqualTo(RefusalReason.INVALID_SEAL);
            } else {
                assertThat(reason)
                        .as("bit " + bit)
                        .isIn(RefusalReason.UNREADABLE, RefusalReason.INVALID_SEAL, RefusalReason.UNKNOWN_SENDER);
            }
        }
    }

    @Test
    void aCutALengthenedAndAForeignRecordAreUnreadable() {
        byte[] genuine = world.sealed(world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY), Batching.MERKLE, BODY);
        for (int length = 0; length < genuine.length; length++) {
            assertRefused(Arrays.copyOf(genuine, length), RefusalReason.UNREADABLE);
        }
        assertRefused(Arrays.copyOf(genuine, genuine.length + 1), RefusalReason.UNREADABLE);
        assertRefused(Wire.SEEN_NUMBERS.encode(new SeenNumbers(ByteBuffer.allocate(9))), RefusalReason.UNREADABLE);
    }

    @Test
    void noBytesMakeTheVerifierThrow() {
        Random random = new Random(42);
        byte[] genuine = world.sealed(world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY), Batching.MERKLE, BODY);
        for (int i = 0; i < 20_000; i++) {
            byte[] value = genuine.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                value[10 + random.nextInt(value.length - 10)] = (byte) random.nextInt();
            }
            if (!Arrays.equals(value, genuine)) {
                assertThat(verifier.verify(value)).isInstanceOf(Verification.Refused.class);
            }
        }
    }

    /** Each length stands where the encoding has one: header, seals, body. */
    @ParameterizedTest
    @ValueSource(longs = {Wire.LIST_LENGTH_MAX + 1L, 1L << 27, Integer.MAX_VALUE - 16, Long.MAX_VALUE})
    void aLengthThatIsNotThereAsksForNoMemory(long length) throws IOException {
        byte[] preamble = Arrays.copyOf(
                world.sealed(world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY), Batching.MERKLE, BODY),
                SingleObjectCodec.PREAMBLE_BYTES);
        for (int longsBefore = 0; longsBefore < 3; longsBefore++) {
            ByteArrayOutputStream hostile = new ByteArrayOutputStream();
            hostile.write(preamble);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(hostile, null);
            for (int i = 0; i < longsBefore; i++) {
                encoder.writeLong(0);
            }
            encoder.writeLong(length);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();

            assertRefused(hostile.toByteArray(), RefusalReason.UNREADABLE);

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
        }
    }

    @Test
    void unsignedDocumentsPassOnlyWhereTheBaselineIsAskedFor() throws Exception {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        Envelope envelope = Wire.ENVELOPE.decode(world.sealed(key, Batching.EACH, BODY));
        byte[] bare = Wire.ENVELOPE.encode(new Envelope(envelope.getHeader(), List.of(), envelope.getBody()));

        assertRefused(bare, RefusalReason.INVALID_SEAL);
        assertThat(world.verifier(true).verify(bare)).isInstanceOf(Verification.Genuine.class);
    }

    @Test
    void aSealMustBeTheSendersOwnAndOfItsCertificatesScheme() throws Exception {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        AgencyKey other = world.enrol("H52", SealScheme.ED25519, SealRole.AGENCY);
        Envelope mine = Wire.ENVELOPE.decode(world.sealed(key, Batching.EACH, BODY));
        Seal seal = mine.getSeals().get(0);

        assertRefused(with(mine, world.seal(other, mine.getHeader())), RefusalReason.INVALID_SEAL);
        assertRefused(
                with(
                        mine,
                        new Seal(
                                seal.getRole(),
                                SealScheme.RSA_2048,
                                seal.getCertificateId(),
                                seal.getSignature(),
                                null)),
                RefusalReason.INVALID_SEAL);
        assertRefused(
                with(
                        mine,
                        new Seal(
                                SealRole.SIGNATORY,
                                seal.getScheme(),
                                seal.getCertificateId(),
                                seal.getSignature(),
                                null)),
                RefusalReason.INVALID_SEAL);
        assertRefused(with(mine, world.seal(world.strangersKey("H51"), mine.getHeader())), RefusalReason.INVALID_SEAL);
    }

    @Test
    void aSignatoryAloneIsNotEnoughAndABadSecondSealRefuses() throws Exception {
        AgencyKey agency = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        AgencyKey person = world.enrol("H51", SealScheme.ED25519, SealRole.SIGNATORY);
        Envelope envelope = Wire.ENVELOPE.decode(world.sealed(agency, Batching.EACH, BODY));
        Seal first = envelope.getSeals().get(0);
        Seal second = world.seal(person, envelope.getHeader());

        assertThat(verifier.verify(with(envelope, first, second))).isInstanceOf(Verification.Genuine.class);
        assertRefused(with(envelope, second), RefusalReason.INVALID_SEAL);
        Seal bad = new Seal(
                second.getRole(), second.getScheme(), second.getCertificateId(), ByteBuffer.wrap(new byte[64]), null);
        assertRefused(with(envelope, first, bad), RefusalReason.INVALID_SEAL);
    }

    @Test
    void aCertificateIsJudgedAtTheTimeOfIssue() {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        assertRefused(world.sealedAt(key, SmallWorld.NOT_AFTER.plusSeconds(1)), RefusalReason.CERTIFICATE_EXPIRED);
        assertRefused(world.sealedAt(key, SmallWorld.NOT_BEFORE.minusSeconds(1)), RefusalReason.CERTIFICATE_EXPIRED);

        world.revoke("H51", SmallWorld.ISSUED_AT);
        assertRefused(world.sealedAt(key, SmallWorld.ISSUED_AT), RefusalReason.CERTIFICATE_REVOKED);
        assertThat(verifier.verify(world.sealedAt(key, SmallWorld.ISSUED_AT.minusSeconds(1))))
                .isInstanceOf(Verification.Genuine.class);
    }

    @Test
    void aBodyOverTheLimitIsRefusedAsSuch() {
        AgencyKey key = world.enrol("H51", SealScheme.ED25519, SealRole.AGENCY);
        byte[] large = world.sealed(key, Batching.EACH, new byte[SmallWorld.BODY_BYTES_MAX + 1]);

        assertRefused(large, RefusalReason.OVERSIZE);
        assertThat(((Verification.Refused) verifier.verify(large)).detail()).contains("" + SmallWorld.BODY_BYTES_MAX);
    }

    @Test
    void anUnknownSenderMayBeAMatterOfAStaleDirectory() {
        byte[] envelope = world.sealed(world.strangersKey("H77"), Batching.EACH, BODY);

        Verification.Refused refused = (Verification.Refused) verifier.verify(envelope);

        assertThat(refused.reason()).isEqualTo(RefusalReason.UNKNOWN_SENDER);
        assertThat(refused.mayBeStaleDirectory()).isTrue();
    }

    private void assertRefused(byte[] envelope, RefusalReason reason) {
        Verification found = verifier.verify(envelope);
        assertThat(found).isInstanceOf(Verification.Refused.class);
        assertThat(((Verification.Refused) found).reason()).isEqualTo(reason);
    }

    private static byte[] with(Envelope envelope, Seal... seals) {
        return Wire.ENVELOPE.encode(new Envelope(envelope.getHeader(), List.of(seals), envelope.getBody()));
    }

    private static int indexOf(byte[] whole, ByteBuffer part) {
        for (int at = 0; at <= whole.length - part.remaining(); at++) {
            if (ByteBuffer.wrap(whole, at, part.remaining()).equals(part)) {
                return at;
            }
        }
        throw new AssertionError("the part is not there");
    }
}
