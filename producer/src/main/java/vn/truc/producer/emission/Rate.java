package vn.truc.producer.emission;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * Documents in a time, as an exact fraction, so that a schedule never drifts.
 *
 * @param documents how many, 1 to 1,000,000,000
 * @param seconds in how many seconds, 1 to 3,600,000
 */
public record Rate(long documents, long seconds) {

    /** The highest rate, documents a second. */
    public static final long PER_SECOND_MAX = 1_000_000;

    /** What {@link #parse} reads, for a message. */
    public static final String FORM =
            "a rate such as 1000, 1000/s, 0.5/s, 30/min or 90/h, above 0 and at most 1000000/s, up to 3 decimals";

    private static final long DOCUMENTS_MAX = 1_000_000_000;
    private static final long SECONDS_MAX = 3_600_000;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(?:/\\s*(s|min|h))?");

    /** Reduces the fraction. */
    public Rate {
        new Check()
                .that(documents >= 1 && documents <= DOCUMENTS_MAX, "documents", documents, "1 to " + DOCUMENTS_MAX)
                .that(seconds >= 1 && seconds <= SECONDS_MAX, "seconds", seconds, "1 to " + SECONDS_MAX)
                .that(
                        documents / PER_SECOND_MAX < seconds || documents == PER_SECOND_MAX * seconds,
                        "rate",
                        documents + "/" + seconds + "s",
                        FORM)
                .done();
        long divisor =
                BigInteger.valueOf(documents).gcd(BigInteger.valueOf(seconds)).longValueExact();
        documents /= divisor;
        seconds /= divisor;
    }

    /** A whole number of documents a second. */
    public static Rate perSecond(long documents) {
        return new Rate(documents, 1);
    }

    /**
     * Reads a rate.
     *
     * @throws InvalidSettingException when {@code text} is not of the form that {@link #FORM} describes
     */
    public static Rate parse(String text) {
        Rate rate = parseOrNull(text);
        if (rate == null) {
            throw new InvalidSettingException(List.of(new InvalidSetting("rate", text, FORM)));
        }
        return rate;
    }

    static @Nullable Rate parseOrNull(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (parts.matches()) {
            long unitSeconds = parts.group(2) == null || parts.group(2).equals("s")
                    ? 1
                    : parts.group(2).equals("min") ? 60 : 3_600;
            long thousandths = new BigDecimal(parts.group(1)).movePointRight(3).longValueExact();
            long divisor = BigInteger.valueOf(thousandths)
                    .gcd(BigInteger.valueOf(1_000 * unitSeconds))
                    .longValueExact();
            boolean inRange = thousandths > 0 && thousandths <= PER_SECOND_MAX * 1_000 * unitSeconds;
            if (inRange && thousandths / divisor <= DOCUMENTS_MAX) {
                return new Rate(thousandths / divisor, 1_000 * unitSeconds / divisor);
            }
        }
        return null;
    }

    /** Documents a second, rounded to a double; for showing, not for scheduling. */
    public double documentsPerSecond() {
        return (double) documents / seconds;
    }

    /** The rate in a form that {@link #parse} reads where the time is a second, a minute or an hour. */
    @Override
    public String toString() {
        if (seconds == 60) {
            return documents + "/min";
        }
        if (seconds == 3_600) {
            return documents + "/h";
        }
        return seconds == 1
                ? documents + "/s"
                : BigDecimal.valueOf(documentsPerSecond()).stripTrailingZeros().toPlainString() + "/s";
    }
}
