package vn.truc.producer.emission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with slots: {@code {noun}} takes an entry of that section, {@code {3}} a number of three digits.
 */
final class ProseTemplate {

    private static final Pattern SLOT = Pattern.compile("\\{([^}]+)}");
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    /** Each part is one literal, one of many words, or, where it is empty, a number of so many digits. */
    private final byte[][][] parts;

    private final int[] digits;

    private ProseTemplate(List<byte[][]> parts, List<Integer> digits) {
        this.parts = parts.toArray(new byte[0][][]);
        this.digits = digits.stream().mapToInt(Integer::intValue).toArray();
    }

    static ProseTemplate of(String line, ProseBook book) {
        List<byte[][]> parts = new ArrayList<>();
        List<Integer> digits = new ArrayList<>();
        Matcher slots = SLOT.matcher(line);
        int from = 0;
        while (slots.find()) {
            if (slots.start() > from) {
                parts.add(new byte[][] {line.substring(from, slots.start()).getBytes(UTF_8)});
                digits.add(0);
            }
            boolean number = Character.isDigit(slots.group(1).charAt(0));
            parts.add(number ? new byte[0][] : words(book.lines(slots.group(1))));
            digits.add(number ? Integer.parseInt(slots.group(1)) : 0);
            from = slots.end();
        }
        parts.add(new byte[][] {(line.substring(from) + " ").getBytes(UTF_8)});
        digits.add(0);
        return new ProseTemplate(parts, digits);
    }

    private static byte[][] words(List<String> lines) {
        return lines.stream().map(line -> line.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    /** How many draws a sentence takes. */
    int draws() {
        return parts.length;
    }

    /** Writes a sentence into {@code text} from {@code at} on, cut at its end; returns where it ended. */
    int write(byte[] text, int at, long key, long firstDraw) {
        int end = at;
        for (int i = 0; i < parts.length && end < text.length; i++) {
            byte[][] words = parts[i];
            if (words.length == 1) {
                end = copy(words[0], text, end);
            } else {
                long draw = Mix.of(key, firstDraw + i);
                end = words.length == 0
                        ? number(digits[i], draw, text, end)
                        : copy(words[Mix.below(draw, words.length)], text, end);
            }
        }
        return end;
    }

    static int copy(byte[] from, byte[] text, int at) {
        int length = Math.min(from.length, text.length - at);
        System.arraycopy(from, 0, text, at, length);
        return at + length;
    }

    /** A number without leading zeros, the highest digit first. */
    private static int number(int digits, long draw, byte[] text, int at) {
        long least = POWERS[digits - 1];
        long value = least + Mix.below(draw, (int) (9 * least));
        int end = Math.min(at + digits, text.length);
        for (int place = at; place < end; place++) {
            long power = POWERS[digits - 1 - (place - at)];
            text[place] = (byte) ('0' + value / power % 10);
        }
        return end;
    }
}
