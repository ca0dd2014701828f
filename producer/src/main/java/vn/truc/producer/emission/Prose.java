package vn.truc.producer.emission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Official prose from templates: sentences whose slots are filled by draws, so that a text is of real words, differs from
 * every other, and compresses about as official prose does. The sentences are prepared as UTF-8; writing one copies
 * fragments.
 */
final class Prose {

    private static final String HEADING = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n";

    private final String[] subjectActions;
    private final String[] subjectMatters;
    private final Fragments pieces;
    private final int heading;
    private final ProseTemplate[] sentences;

    Prose(ProseBook book) {
        subjectActions = book.lines("subject.action").toArray(String[]::new);
        subjectMatters = book.lines("subject.matter").toArray(String[]::new);
        Fragments.Builder gathered = new Fragments.Builder();
        heading = gathered.add(HEADING);
        Map<String, int[]> words = new HashMap<>();
        Function<String, int[]> wordsOf = section -> words.computeIfAbsent(
                section,
                name -> book.lines(name).stream().mapToInt(gathered::add).toArray());
        sentences = book.lines("sentence").stream()
                .map(line -> ProseTemplate.of(line, gathered, wordsOf))
                .toArray(ProseTemplate[]::new);
        pieces = gathered.build();
    }

    /** The prose that comes with the program. */
    static Prose vietnamese() {
        return Vietnamese.PROSE;
    }

    /** A subject, as in "Về việc triển khai chuyển đổi số". */
    String subject(long key) {
        String action = subjectActions[Mix.below(Mix.of(key, 0), subjectActions.length)];
        String matter = subjectMatters[Mix.below(Mix.of(key, 1), subjectMatters.length)];
        return "Về việc " + action + " " + matter;
    }

    /** The text of {@code document}, drawn under {@code key}. */
    byte[] body(PlannedDocument document, long key) {
        byte[] text = new byte[document.bodyLength()];
        int at = pieces.copy(heading, text, 0);
        byte[] opening = opening(document).getBytes(UTF_8);
        int fitting = Math.min(opening.length, text.length - at);
        System.arraycopy(opening, 0, text, at, fitting);
        at += fitting;
        long draws = 0;
        while (at < text.length) {
            ProseTemplate sentence = sentences[Mix.below(Mix.of(key, draws++), sentences.length)];
            at = sentence.write(pieces, text, at, key, draws);
            draws += sentence.draws();
        }
        endOnCharacter(text);
        return text;
    }

    private static String opening(PlannedDocument document) {
        return document.sender().name() + "\nSố: " + document.number() + "/" + document.symbol() + "\n\n"
                + document.subject() + "\n\n";
    }

    /** Puts full stops where the cut left a part of a character. */
    private static void endOnCharacter(byte[] text) {
        int lead = text.length - 1;
        while (lead > 0 && (text[lead] & 0xC0) == 0x80) {
            lead--;
        }
        int bytes = text[lead] >= 0 ? 1 : Integer.numberOfLeadingZeros(~(text[lead] << 24));
        if (lead + bytes > text.length) {
            Arrays.fill(text, lead, text.length, (byte) '.');
        }
    }

    /** Loaded when first used. */
    private static final class Vietnamese {
        static final Prose PROSE = new Prose(ProseBook.load("prose.txt"));
    }
}
