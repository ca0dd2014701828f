package vn.truc.benchmarks.jmh;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.CryptoProvider;

/** Where signatures can come from; a benchmark is run with each. */
public enum ProviderChoice {
    CORRETTO,
    BOUNCY_CASTLE;

    CryptoProvider provider() {
        return this == CORRETTO ? CryptoProvider.corretto() : CryptoProvider.bouncyCastle();
    }

    /** The key in this provider's own form, so that none is converted while it is measured. */
    AgencyKey own(AgencyKey key) {
        try {
            PrivateKey own = KeyFactory.getInstance(
                            algorithm(key.scheme()), provider().jca())
                    .generatePrivate(new PKCS8EncodedKeySpec(key.privateKey().getEncoded()));
            return new AgencyKey(key.agency(), key.role(), key.scheme(), key.certificateId(), own, key.der());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(this + " does not take the " + key, e);
        }
    }

    private static String algorithm(SealScheme scheme) {
        return switch (scheme) {
            case ED25519 -> "Ed25519";
            case ECDSA_P256 -> "EC";
            case RSA_2048 -> "RSA";
        };
    }
}
