package vn.truc.schemas.seal;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;

/**
 * A private key with its certificate.
 *
 * @param agency the code of the agency
 * @param certificateId {@linkplain Certificates#idOf of the certificate}
 */
public record AgencyKey(
        String agency,
        SealRole role,
        SealScheme scheme,
        String certificateId,
        PrivateKey privateKey,
        X509Certificate certificate) {

    /** Says whose key it is, and nothing of the key. */
    @Override
    public String toString() {
        return "key of " + agency + " (" + role + ", " + scheme + ", certificate " + certificateId + ")";
    }
}
