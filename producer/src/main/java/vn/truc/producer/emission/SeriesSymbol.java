package vn.truc.producer.emission;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.document.DocumentSymbols;

/**
 * The symbol after a document's number: the abbreviation of its type and that of the agency, {@code QĐ-UBND}. An official
 * letter has no abbreviation of its own type; it bears the agency and the unit that drafted it, {@code UBND-VP} (Decree
 * 30/2020/ND-CP, annex I).
 */
final class SeriesSymbol {

    private static final String LETTER = DocumentSymbols.of(DocumentType.OFFICIAL_LETTER);
    private static final String COMMITTEE = "UBND";
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");
    private static final int INITIALS_MAX = 16;

    private SeriesSymbol() {}

    /** One symbol for each abbreviation of a type; {@code issuer} is that of an agency. */
    static String[] all(List<String> abbreviations, String issuer) {
        return abbreviations.stream()
                .map(type -> type.equals(LETTER) ? issuer + "-VP" : type + "-" + issuer)
                .toArray(String[]::new);
    }

    /** People's committees are UBND; of other names the initials, without "và" (and): Bộ Tài chính is BTC. */
    static String abbreviation(Agency agency) {
        String name = agency.name();
        if (name.startsWith(COMMITTEE + " ") || name.startsWith("Ủy ban nhân dân ")) {
            return COMMITTEE;
        }
        StringBuilder initials = new StringBuilder();
        Matcher words = WORD.matcher(name);
        while (words.find() && initials.length() < INITIALS_MAX) {
            if (!words.group().equals("và")) {
                initials.appendCodePoint(Character.toUpperCase(words.group().codePointAt(0)));
            }
        }
        return initials.isEmpty() ? agency.code() : initials.toString();
    }
}
