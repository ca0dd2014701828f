package vn.truc.producer.emission;

import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.wire.SizeLimits;

/**
 * How long bodies are: log-normal, cut at both ends. Half of the bodies are no longer than the median; about two thirds
 * lie between {@code median / e^sigma} and {@code median * e^sigma}.
 *
 * @param minBytes the shortest, at least {@value #BYTES_MIN}
 * @param medianBytes from {@code minBytes} to {@code maxBytes}
 * @param maxBytes the longest, at most {@value #BYTES_MAX}
 * @param sigma spread of the logarithm, 0 to 4; 0 makes every body as long as the median
 */
public record BodySizes(int minBytes, int medianBytes, int maxBytes, double sigma) {

    /** The shortest body that can be asked for. */
    public static final int BYTES_MIN = 1;

    /** The longest body that can be asked for: 64 MiB. */
    public static final int BYTES_MAX = SizeLimits.BODY_BYTES_MAX;

    private static final double SIGMA_MAX = 4;

    /** @throws InvalidSettingException when the sizes are out of order or out of range */
    public BodySizes {
        new Check()
                .that(minBytes >= BYTES_MIN, "min", minBytes, "at least " + BYTES_MIN + " B")
                .that(
                        medianBytes >= minBytes && medianBytes <= maxBytes,
                        "median",
                        medianBytes,
                        "from min, " + minBytes + " B, to max, " + maxBytes + " B")
                .that(maxBytes <= BYTES_MAX, "max", maxBytes, "at most " + BYTES_MAX + " B")
                .that(sigma >= 0 && sigma <= SIGMA_MAX, "sigma", sigma, "0 to " + SIGMA_MAX)
                .done();
    }

    /**
     * The length drawn under {@code key}, by G. Box and M. Muller's transform (1958). {@link StrictMath}, because an audit
     * on another machine must come to the same byte.
     */
    int bytes(long key) {
        if (sigma == 0) {
            return medianBytes;
        }
        double radius = Math.sqrt(-2 * StrictMath.log(1 - Mix.unit(Mix.of(key, 0))));
        double normal = radius * StrictMath.cos(2 * Math.PI * Mix.unit(Mix.of(key, 1)));
        double bytes = medianBytes * StrictMath.exp(sigma * normal);
        return (int) Math.min(Math.max(bytes, minBytes), maxBytes);
    }
}
