package vn.truc.schemas.document;

import java.time.DateTimeException;
import java.time.LocalDate;
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

    private static final int DATE_LENGTH = 10;
    private static final int NUMBER_LENGTH_MAX = 20;
    private static final int SYMBOL_LENGTH_MAX = 60;

    /**
     * Reads an identifier.
     *
     * @return null when {@code text} is not of the standard's form
     */
    public static @Nullable DocumentId parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        int date = text.indexOf(',') + 1;
        int number = date + DATE_LENGTH + 1;
        int symbol = number < text.length() ? text.indexOf('/', number) + 1 : 0;
        if (date == 0
                || symbol == 0
                || text.charAt(number - 1) != ','
                || !isWord(text, number, symbol - 1, NUMBER_LENGTH_MAX)
                || !isWord(text, symbol, text.length(), SYMBOL_LENGTH_MAX)) {
            return null;
        }
        String organ = text.substring(0, date - 1);
        LocalDate day = AgencyCode.isWellFormed(organ) ? dateAt(text, date) : null;
        return day == null
                ? null
                : new DocumentId(organ, day, text.substring(number, symbol - 1), text.substring(symbol));
    }

    /** Whether there is something, no longer than allowed, without a comma or white space. */
    private static boolean isWord(String text, int from, int to, int codePointsMax) {
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == ',' || c == ' ' || (c >= '\t' && c <= '\r')) {
                return false;
            }
        }
        return from < to && text.codePointCount(from, to) <= codePointsMax;
    }

    /** The date that is written {@code yyyy/MM/dd} at a place, or null. */
    private static @Nullable LocalDate dateAt(String text, int at) {
        int year = digits(text, at, at + 4);
        int month = digits(text, at + 5, at + 7);
        int day = digits(text, at + 8, at + 10);
        if (year < 0 || month < 0 || day < 0 || text.charAt(at + 4) != '/' || text.charAt(at + 7) != '/') {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    /** The value of decimal digits, or -1. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
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
