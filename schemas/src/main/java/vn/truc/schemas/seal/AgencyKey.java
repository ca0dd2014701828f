package vn.truc.schemas.seal;

import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;

/**
 * A private key with its certificate.
 *
 * @param agency the code of the agency
 * @param certificateId {@linkplain Certificates#idOf of the certificate}
 * @param der the certificate as it is published; a parsed one takes ten times the memory, and ten thousand agencies have
 *     one each. Not to be changed
 */
public record AgencyKey(
        String agency, SealRole role, SealScheme scheme, String certificateId, PrivateKey privateKey, ByteBuffer der) {

    /** The certificate, parsed anew. */
    public X509Certificate certificate() {
        try {
            return Certificates.read(Certificates.bytesOf(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("the certificate of the " + this + " cannot be read", e);
        }
    }

    /** Says whose key it is, and nothing of the key. */
    @Override
    public String toString() {
        return "key of " + agency + " (" + role + ", " + scheme + ", certificate " + certificateId + ")";
    }
}
