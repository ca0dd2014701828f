package vn.truc.schemas.seal;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;

/**
 * A certificate that chains to the trust anchor, with what verification asks of it. Times are simulated time in
 * milliseconds since the epoch.
 *
 * @param revokedAt null while it is not revoked
 */
public record AgencyCertificate(
        String id,
        SealRole role,
        SealScheme scheme,
        PublicKey publicKey,
        long notBefore,
        long notAfter,
        @Nullable Long revokedAt) {}
