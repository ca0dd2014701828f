package vn.truc.schemas.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.truc.schemas.avro.SealScheme;

/**
 * Signatures that a strict verifier must refuse, in the kinds that Project Wycheproof collects: other values for the same
 * equation, values that are no canonical ones, wrong lengths, other encodings.
 */
class SignatureCasesTest {

    private static final byte[] MESSAGE = {1, 2, 3, 4};
    /** The order of the group of Ed25519 (RFC 8032, section 5.1). */
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    /** The order of P-256 (SEC 2, section 2.4.2). */
    private static final BigInteger N =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    static Stream<CryptoProvider> providers() {
        return Stream.of(CryptoProvider.corretto(), CryptoProvider.bouncyCastle());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void ed25519(CryptoProvider provider) throws Exception {
        KeyPair keys = provider.keyPairs(SealScheme.ED25519).generateKeyPair();
        byte[] genuine = sign(provider, SealScheme.ED25519, keys);
        byte[] r = Arrays.copyOf(genuine, 32);
        BigInteger s = littleEndian(Arrays.copyOfRange(genuine, 32, 64));

        Map<String, byte[]> cases = lengths(genuine);
        cases.put("S + L, the same equation", joined(r, littleEndian(s.add(L))));
        cases.put("S + 2L", joined(r, littleEndian(s.add(L).add(L))));
        cases.put("S negated", joined(r, littleEndian(L.subtract(s))));
        cases.put("S of zero", joined(r, new byte[32]));
        cases.put("S of all ones", joined(r, ones()));
        cases.put("R above the field's prime", joined(littleEndian(FIELD.add(BigInteger.ONE)), littleEndian(s)));
        cases.put("R of all ones", joined(ones(), littleEndian(s)));
        cases.put("R the neutral element", joined(littleEndian(BigInteger.ONE), littleEndian(s)));
        cases.put("R with its sign flipped", flipped(genuine, 31, 0x80));
        refusesAll(provider, SealScheme.ED25519, keys.getPublic(), genuine, cases);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void ecdsa(CryptoProvider provider) throws Exception {
        KeyPair keys = provider.keyPairs(SealScheme.ECDSA_P256).generateKeyPair();
        byte[] genuine = sign(provider, SealScheme.ECDSA_P256, keys);
        int lengthOfR = genuine[3];
        BigInteger r = new BigInteger(Arrays.copyOfRange(genuine, 4, 4 + lengthOfR));
        BigInteger s = new BigInteger(Arrays.copyOfRange(genuine, 6 + lengthOfR, genuine.length));
        assertThat(der(r, s)).isEqualTo(genuine);

        Map<String, byte[]> cases = lengths(genuine);
        cases.put("r of zero", der(BigInteger.ZERO, s));
        cases.put("s of zero", der(r, BigInteger.ZERO));
        cases.put("both of zero", der(BigInteger.ZERO, BigInteger.ZERO));
        cases.put("r + n", der(r.add(N), s));
        cases.put("s + n", der(r, s.add(N)));
        cases.put("r of n", der(N, s));
        cases.put("s of n", der(r, N));
        cases.put("r negated", der(r.negate(), s));
        cases.put("s negated", der(r, s.negate()));
        cases.put("r and s exchanged", der(s, r));
        cases.put("a sequence of one", new byte[] {0x30, 3, 2, 1, 1});
        cases.put("an empty sequence", new byte[] {0x30, 0});
        cases.put("a length in two bytes", longLength(genuine));
        cases.put("raw r and s", joined(fixed(r), fixed(s)));
        refusesAll(provider, SealScheme.ECDSA_P256, keys.getPublic(), genuine, cases);

        // the other s of the same equation is a signature by the standard; it says the same, and a document's identity
        // is its id, not the bytes of its seal
        assertThat(verify(provider, SealScheme.ECDSA_P256, keys.getPublic(), der(r, N.subtract(s))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void rsa(CryptoProvider provider) throws Exception {
        KeyPair keys = provider.keyPairs(SealScheme.RSA_2048).generateKeyPair();
        byte[] genuine = sign(provider, SealScheme.RSA_2048, keys);
        BigInteger modulus = ((RSAPublicKey) keys.getPublic()).getModulus();
        BigInteger value = new BigInteger(1, genuine);

        Map<String, byte[]> cases = lengths(genuine);
        cases.put("s + n", unsigned(value.add(modulus)));
        cases.put("n - s", unsigned(modulus.subtract(value)));
        cases.put("n itself", unsigned(modulus));
        cases.put("zero", new byte[genuine.length]);
        cases.put("one", joined(new byte[genuine.length - 1], new byte[] {1}));
        refusesAll(provider, SealScheme.RSA_2048, keys.getPublic(), genuine, cases);
    }

    private static void refusesAll(
            CryptoProvider provider, SealScheme scheme, PublicKey key, byte[] genuine, Map<String, byte[]> cases)
            throws Exception {
        assertThat(verify(provider, scheme, key, genuine)).as("genuine").isTrue();
        for (Map.Entry<String, byte[]> one : cases.entrySet()) {
            assertThat(verify(provider, scheme, key, one.getValue()))
                    .as("%s at %s", one.getKey(), provider.name())
                    .isFalse();
        }
    }

    private static Map<String, byte[]> lengths(byte[] genuine) {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        cases.put("nothing", new byte[0]);
        cases.put("one byte", new byte[] {0x30});
        cases.put("one byte too few", Arrays.copyOf(genuine, genuine.length - 1));
        cases.put("one byte too many", Arrays.copyOf(genuine, genuine.length + 1));
        cases.put("a byte before", joined(new byte[1], genuine));
        cases.put("half", Arrays.copyOf(genuine, genuine.length / 2));
        cases.put("twice", joined(genuine, genuine));
        return cases;
    }

    private static byte[] sign(CryptoProvider provider, SealScheme scheme, KeyPair keys) throws Exception {
        Signature signer = provider.signature(scheme);
        signer.initSign(keys.getPrivate());
        signer.update(MESSAGE);
        return signer.sign();
    }

    private static boolean verify(CryptoProvider provider, SealScheme scheme, PublicKey key, byte[] signature)
            throws Exception {
        Signature verifier = provider.signature(scheme);
        verifier.initVerify(provider.own(key));
        verifier.update(MESSAGE);
        try {
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        }
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        byte[] one = r.toByteArray();
        byte[] other = s.toByteArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        out.write(4 + one.length + other.length);
        out.write(2);
        out.write(one.length);
        out.writeBytes(one);
        out.write(2);
        out.write(other.length);
        out.writeBytes(other);
        return out.toByteArray();
    }

    private static byte[] longLength(byte[] der) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(der[0]);
        out.write(0x81);
        out.write(der, 1, der.length - 1);
        return out.toByteArray();
    }

    private static byte[] fixed(BigInteger value) {
        byte[] bytes = new byte[32];
        byte[] unsigned = unsigned(value);
        System.arraycopy(unsigned, 0, bytes, 32 - unsigned.length, unsigned.length);
        return bytes;
    }

    private static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    private static byte[] littleEndian(BigInteger value) {
        byte[] bytes = new byte[32];
        BigInteger left = value;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = left.byteValue();
            left = left.shiftRight(8);
        }
        return bytes;
    }

    private static byte[] ones() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    private static byte[] flipped(byte[] genuine, int at, int bits) {
        byte[] flipped = genuine.clone();
        flipped[at] ^= (byte) bits;
        return flipped;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
