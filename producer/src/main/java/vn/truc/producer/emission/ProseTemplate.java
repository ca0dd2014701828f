package vn.truc.producer.emission;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with slots: {@code {noun}} takes an entry of that section, {@code {3}} a number of three digits.
 */
final class ProseTemplate {

    private static final Pattern SLOT = Pattern.compile("\\{([^}]+)}");
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    /** Each part is one literal, one of many words, or, where it is empty, a number of so many digits. */
    private final int[][] parts;

    private final int[] digits;

    private ProseTemplate(List<int[]> parts, List<Integer> digits) {
        this.parts = parts.toArray(new int[0][]);
        this.digits = digits.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Reads a sentence.
     *
     * @param words the pieces of each section
     */
    static ProseTemplate of(String line, Fragments.Builder pieces, Function<String, int[]> words) {
        List<int[]> parts = new ArrayList<>();
        List<Integer> digits = new ArrayList<>();
        Matcher slots = SLOT.matcher(line);
        int from = 0;
        while (slots.find()) {
            if (slots.start() > from) {
                parts.add(new int[] {pieces.add(line.substring(from, slots.start()))});
                digits.add(0);
            }
            boolean number = Character.isDigit(slots.group(1).charAt(0));
            parts.add(number ? new int[0] : words.apply(slots.group(1)));
            digits.add(number ? Integer.parseInt(slots.group(1)) : 0);
            from = slots.end();
        }
        parts.add(new int[] {pieces.add(line.substring(from) + " ")});
        digits.add(0);
        return new ProseTemplate(parts, digits);
    }

    /** How many draws a sentence takes. */
    int draws() {
        return parts.length;
    }

    /** Writes a sentence into {@code text} from {@code at} on, cut at its end; returns where it ended. */
    int write(Fragments pieces, byte[] text, int at, long key, long firstDraw) {
        int end = at;
        for (int i = 0; i < parts.length && end < text.length; i++) {
            int[] words = parts[i];
            if (words.length == 1) {
                end = pieces.copy(words[0], text, end);
            } else {
                long draw = Mix.of(key, firstDraw + i);
                end = words.length == 0
                        ? number(digits[i], draw, text, end)
                        : pieces.copy(words[Mix.below(draw, words.length)], text, end);
            }
        }
        return end;
    }

    /** A number without leading zeros. */
    private static int number(int digits, long draw, byte[] text, int at) {
        int least = POWERS[digits - 1];
        int value = least + Mix.below(draw, 9 * least);
        for (int place = at + digits - 1; place >= at; place--) {
            if (place < text.length) {
                text[place] = (byte) ('0' + value % 10);
            }
            value /= 10;
        }
        return Math.min(at + digits, text.length);
    }
}
