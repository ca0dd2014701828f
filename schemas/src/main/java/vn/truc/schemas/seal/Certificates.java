package vn.truc.schemas.seal;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.SealScheme;

/** What is common to all X.509 certificates here. */
public final class Certificates {

    private Certificates() {}

    /** The id of a certificate: SHA-256 of its DER encoding in lower-case hexadecimal. */
    public static String idOf(byte[] der) {
        return HexFormat.of().formatHex(CryptoProvider.best().sha256().digest(der));
    }

    /** The DER encoding of a certificate that was read or issued before. */
    public static byte[] derOf(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate in memory cannot be encoded", e);
        }
    }

    /** A certificate in PEM (RFC 7468). */
    public static String pemOf(X509Certificate certificate) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(derOf(certificate));
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    /**
     * Reads a certificate in DER or PEM.
     *
     * @throws CertificateException when it is none
     */
    public static X509Certificate read(byte[] bytes) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try {
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes));
        } catch (RuntimeException e) {
            // the JDK lets some through, such as that of an index where an Ed25519 key is empty
            throw new CertificateException("it cannot be read: " + e.getMessage(), e);
        }
    }

    /** The bytes of a buffer, which is left as it was. */
    static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** The scheme in which a key signs, or null when it is none of ours. */
    static @Nullable SealScheme schemeOf(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= 2048 ? SealScheme.RSA_2048 : null;
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getCurve().getField().getFieldSize() == 256 ? SealScheme.ECDSA_P256 : null;
        }
        return key.getAlgorithm().equals("Ed25519") || key.getAlgorithm().equals("EdDSA") ? SealScheme.ED25519 : null;
    }

    /**
     * Whether {@code issuer} issued {@code certificate}.
     *
     * @param issuerKey the issuer's key, {@linkplain CryptoProvider#own as the provider has it}
     */
    static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer, PublicKey issuerKey) {
        return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                && CryptoProvider.best().isSigned(certificate, issuerKey);
    }
}
