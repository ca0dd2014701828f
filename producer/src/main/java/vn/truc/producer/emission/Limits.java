package vn.truc.producer.emission;

import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.wire.SizeLimits;

/**
 * What the exchange takes at most.
 *
 * @param bodyBytes the longest body; a longer one is refused OVERSIZE. 1 B to 64 MiB
 */
public record Limits(int bodyBytes) {

    /** Bodies of up to 5 MiB. */
    public static final Limits DEFAULT = new Limits(5 << 20);

    /** @throws InvalidSettingException when the limit is not allowed */
    public Limits {
        new Check()
                .that(
                        bodyBytes >= BodySizes.BYTES_MIN && bodyBytes <= BodySizes.BYTES_MAX,
                        "body",
                        bodyBytes,
                        BodySizes.BYTES_MIN + " B to " + BodySizes.BYTES_MAX + " B")
                .done();
    }

    /** What follows from the limit for records, clients and topics. */
    public SizeLimits sizes() {
        return new SizeLimits(bodyBytes);
    }
}
