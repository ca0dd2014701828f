package vn.truc.schemas.seal;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.schemas.avro.SealScheme;

/**
 * Where signatures come from: the Amazon Corretto Crypto Provider where its native library loads and passes its self
 * test, Bouncy Castle otherwise. Neither is registered with the JVM, so nothing else in the process changes.
 *
 * <p>Thread-safe; the JCA objects that it hands out are not.
 */
public final class CryptoProvider {

    private static final Logger LOG = LoggerFactory.getLogger(CryptoProvider.class);

    private final Provider provider;

    private CryptoProvider(Provider provider) {
        this.provider = provider;
    }

    /** The fastest provider that works on this machine. */
    public static CryptoProvider best() {
        return Best.FOUND;
    }

    /**
     * Amazon's provider.
     *
     * @throws IllegalStateException when its native library does not load or fails its self test
     */
    public static CryptoProvider corretto() {
        // without it the provider verifies Ed25519 but has no key factory, and converts the key for each signature
        System.setProperty("com.amazon.corretto.crypto.provider.registerEdKeyFactory", "true");
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable trouble = corretto.getLoadingError();
        if (trouble != null) {
            throw new IllegalStateException("the native library did not load: " + trouble.getMessage(), trouble);
        }
        corretto.assertHealthy();
        return new CryptoProvider(corretto);
    }

    /** Bouncy Castle, which is pure Java and works everywhere. */
    public static CryptoProvider bouncyCastle() {
        return new CryptoProvider(new BouncyCastleProvider());
    }

    /** Name and version, for reports and logs. */
    public String name() {
        return provider.getName() + " " + provider.getVersionStr();
    }

    /** A new signature object for {@code scheme}: Ed25519 (RFC 8032), ECDSA with SHA-256 in DER, PKCS#1 v1.5. */
    public Signature signature(SealScheme scheme) {
        String algorithm =
                switch (scheme) {
                    case ED25519 -> "Ed25519";
                    case ECDSA_P256 -> "SHA256withECDSA";
                    case RSA_2048 -> "SHA256withRSA";
                };
        try {
            return Signature.getInstance(algorithm, provider);
        } catch (NoSuchAlgorithmException e) {
            throw missing(algorithm, e);
        }
    }

    /** A new generator of key pairs for {@code scheme}. */
    public KeyPairGenerator keyPairs(SealScheme scheme) {
        String algorithm =
                switch (scheme) {
                    case ED25519 -> "Ed25519";
                    case ECDSA_P256 -> "EC";
                    case RSA_2048 -> "RSA";
                };
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, provider);
            switch (scheme) {
                case ED25519 -> {}
                case ECDSA_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case RSA_2048 -> generator.initialize(2048);
            }
            return generator;
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw missing(algorithm, e);
        }
    }

    /**
     * The same public key as this provider's own object, so that no signature object has to convert it again.
     *
     * @throws IllegalArgumentException when it is of an algorithm that this provider does not have, or is no good key
     */
    public PublicKey own(PublicKey key) {
        // the JDK calls the algorithm of its Ed25519 keys EdDSA, under which Corretto lists no key factory
        String algorithm = key.getAlgorithm().equals("EdDSA") ? "Ed25519" : key.getAlgorithm();
        try {
            return KeyFactory.getInstance(algorithm, provider).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "an unusable key (" + algorithm + ") for " + provider.getName() + ": " + e.getMessage(), e);
        }
    }

    /** Whether {@code certificate} carries a signature by {@code issuer}. */
    boolean isSigned(X509Certificate certificate, PublicKey issuer) {
        try {
            certificate.verify(issuer, provider);
            return true;
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }

    /** The JCA provider behind, for builders that take one. */
    public Provider jca() {
        return provider;
    }

    /** A new SHA-256. */
    public MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256", provider);
        } catch (NoSuchAlgorithmException e) {
            throw missing("SHA-256", e);
        }
    }

    private IllegalStateException missing(String algorithm, GeneralSecurityException e) {
        return new IllegalStateException(provider.getName() + " does not offer " + algorithm, e);
    }

    private static final class Best {

        private static final CryptoProvider FOUND = find();

        private static CryptoProvider find() {
            try {
                return corretto();
            } catch (RuntimeException | LinkageError e) {
                LOG.info("signing with Bouncy Castle, since Amazon Corretto is not usable here: {}", e.getMessage());
                return bouncyCastle();
            }
        }
    }
}
