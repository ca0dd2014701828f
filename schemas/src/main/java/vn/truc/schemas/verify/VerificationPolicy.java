package vn.truc.schemas.verify;

import vn.truc.schemas.wire.SizeLimits;

/**
 * What is asked of an envelope beyond its form.
 *
 * @param unsignedAccepted whether documents without any seal pass; only for the unsigned baseline
 * @param bodyBytesMax the largest body that passes
 */
public record VerificationPolicy(boolean unsignedAccepted, int bodyBytesMax) {

    public VerificationPolicy {
        if (bodyBytesMax < 0) {
            throw new IllegalArgumentException("a body cannot be limited to " + bodyBytesMax + " bytes");
        }
    }

    /** The limits that follow from that of the body. */
    public SizeLimits sizes() {
        return new SizeLimits(bodyBytesMax);
    }
}
