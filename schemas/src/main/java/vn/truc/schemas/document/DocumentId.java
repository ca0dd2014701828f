package vn.truc.schemas.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.AgencyCode;

/**
 * The identifier of a document, {@code organ,date,number/symbol}, as in {@code H51.10,2021/06/30,1234/UBND-VX}: a
 * natural duplicate key, since an organ gives a number of a series once.
 *
 * @param organ the code of the issuing agency
 * @param date the date of issue, written {@code yyyy/MM/dd}
 * @param number the number within the series; usually decimal, but {@code 12a} exists
 * @param symbol the series: type and issuing unit, as in {@code QĐ-UBND}
 * @see <a href="https://vanban.chinhphu.vn/">QCVN 102:2016/BTTTT, DocumentId</a>
 */
public record DocumentId(String organ, LocalDate date, String number, String symbol) {

    /** The longest identifier that is read; longer ones are malformed. */
    public static final int LENGTH_MAX = 160;

    private static final Pattern FORM =
            Pattern.compile("([0-9A-Z.]{1,35}),(\\d{4})/(\\d{2})/(\\d{2}),([^/,\\s]{1,20})/([^,\\s]{1,60})");

    /**
     * Reads an identifier.
     *
     * @return null when {@code text} is not of the standard's form
     */
    public static @Nullable DocumentId parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || !AgencyCode.isWellFormed(parts.group(1))) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4)));
            return new DocumentId(parts.group(1), date, parts.group(5), parts.group(6));
        } catch (DateTimeException impossibleDate) {
            return null;
        }
    }

    /**
     * The number as an integer.
     *
     * @return -1 when the number is not a plain decimal (no sign, no leading zero) that fits an {@code int}; two
     *     different numbers never give the same integer
     */
    public int numericNumber() {
        if (number.length() > 9 || number.charAt(0) == '0') {
            return -1;
        }
        for (int i = 0; i < number.length(); i++) {
            char digit = number.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
        }
        return Integer.parseInt(number);
    }

    /** The identifier as it is written in a header. */
    @Override
    public String toString() {
        return format(organ, date, number, symbol);
    }

    /** Writes an identifier without building a {@code DocumentId} first. */
    public static String format(String organ, LocalDate date, String number, String symbol) {
        StringBuilder text = new StringBuilder(organ.length() + number.length() + symbol.length() + 13);
        text.append(organ).append(',');
        for (int bound = 1_000; bound > 1 && date.getYear() < bound; bound /= 10) {
            text.append('0');
        }
        text.append(date.getYear()).append('/');
        twoDigits(text, date.getMonthValue()).append('/');
        twoDigits(text, date.getDayOfMonth()).append(',');
        return text.append(number).append('/').append(symbol).toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int value) {
        return (value < 10 ? text.append('0') : text).append(value);
    }
}
