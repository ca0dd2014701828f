package vn.truc.simulator.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations and sizes as people write them. */
public final class Quantities {

    /** What {@link #duration} reads, for a message. */
    public static final String DURATION_FORM = "a duration such as 500ms, 30s, 2m, 1h30m or 1d";

    /** What {@link #bytes} reads, for a message. */
    public static final String SIZE_FORM = "a size such as 256B, 1KiB or 5MiB, below 2GiB";

    private static final Map<String, Long> NANOS = Map.of(
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L,
            "d",
            86_400_000_000_000L);
    private static final Pattern DURATION_PART = Pattern.compile("\\G(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,10}(?:\\.\\d{1,6})?)\\s?(B|KiB|MiB)");

    private Quantities() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException when {@code text} is not of the form that {@link #DURATION_FORM} describes
     */
    public static Duration duration(String text) {
        Duration duration = durationOrNull(text);
        if (duration == null) {
            throw new IllegalArgumentException("'" + text + "' is not " + DURATION_FORM);
        }
        return duration;
    }

    /**
     * Reads a size.
     *
     * @return bytes
     * @throws IllegalArgumentException when {@code text} is not of the form that {@link #SIZE_FORM} describes
     */
    public static int bytes(String text) {
        Integer bytes = bytesOrNull(text);
        if (bytes == null) {
            throw new IllegalArgumentException("'" + text + "' is not " + SIZE_FORM);
        }
        return bytes;
    }

    static @Nullable Duration durationOrNull(String text) {
        Matcher part = DURATION_PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2)))));
            end = part.end();
        }
        boolean all = end > 0 && end == text.length();
        return all && nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                ? Duration.ofNanos(nanos.longValue())
                : null;
    }

    static @Nullable Integer bytesOrNull(String text) {
        Matcher parts = SIZE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int factor = parts.group(2).equals("B") ? 1 : parts.group(2).equals("KiB") ? 1 << 10 : 1 << 20;
        BigDecimal bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(factor));
        return bytes.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0 ? bytes.intValue() : null;
    }

    private static long unit(String name) {
        Long nanos = NANOS.get(name);
        return nanos == null ? 0 : nanos;
    }
}
