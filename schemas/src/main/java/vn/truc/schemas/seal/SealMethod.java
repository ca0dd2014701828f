package vn.truc.schemas.seal;

import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.SealScheme;

/**
 * How documents are sealed.
 *
 * @param scheme the signature scheme, or null for the unsigned baseline
 * @param batching how many documents one signature covers; without meaning when unsigned
 */
public record SealMethod(@Nullable SealScheme scheme, Batching batching) {

    /** The unsigned baseline, for comparison only. */
    public static final String NONE = "none";

    /** Whether documents go without a signature. */
    public boolean isUnsigned() {
        return scheme == null;
    }

    /** The scheme as options and reports write it: {@code ed25519}, {@code ecdsa-p256}, {@code rsa-2048}, {@code none}. */
    public String schemeLabel() {
        return scheme == null ? NONE : label(scheme);
    }

    /** The scheme of a label, null for {@value #NONE}. */
    public static @Nullable SealScheme schemeOf(String label) {
        if (label.equals(NONE)) {
            return null;
        }
        for (SealScheme scheme : SealScheme.values()) {
            if (label(scheme).equals(label)) {
                return scheme;
            }
        }
        throw new IllegalArgumentException(
                "'" + label + "' is no seal scheme; there are ed25519, ecdsa-p256, rsa-2048 and none");
    }

    private static String label(SealScheme scheme) {
        return switch (scheme) {
            case ED25519 -> "ed25519";
            case ECDSA_P256 -> "ecdsa-p256";
            case RSA_2048 -> "rsa-2048";
        };
    }
}
