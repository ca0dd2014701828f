package vn.truc.benchmarks.peers;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;

/**
 * A signature before each body, by the JDK's own provider: {@code SHA256withRSA} with 2,048 bits. Thread-safe; the JCA
 * objects inside what it hands out are of one thread.
 */
final class HomeMadeSeal {

    private static final String ALGORITHM = "SHA256withRSA";
    private static final int KEY_BITS = 2_048;
    private static final int SIGNATURE_BYTES = KEY_BITS / Byte.SIZE;

    private final KeyPair keys;

    HomeMadeSeal() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            keys = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no RSA", e);
        }
    }

    /** Signs, for one thread. */
    final class Signer {

        private final Signature signature = signature();

        byte[] sign(byte[] body) {
            try {
                signature.initSign(keys.getPrivate());
                signature.update(body);
                return ByteBuffer.allocate(SIGNATURE_BYTES + body.length)
                        .put(signature.sign())
                        .put(body)
                        .array();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("signing failed", e);
            }
        }
    }

    /** Verifies, for one thread. */
    final class Verifier {

        private final Signature signature = signature();

        /** @throws IllegalStateException when the signature does not fit */
        void verify(byte[] signed) {
            try {
                signature.initVerify(keys.getPublic());
                signature.update(signed, SIGNATURE_BYTES, signed.length - SIGNATURE_BYTES);
                if (!signature.verify(signed, 0, SIGNATURE_BYTES)) {
                    throw new SignatureException("the signature does not fit the body");
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("verification failed: " + e.getMessage(), e);
            }
        }
    }

    private static Signature signature() {
        try {
            return Signature.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no " + ALGORITHM, e);
        }
    }
}
