package vn.truc.console.feed;

import java.text.Collator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.share.Counts;
import vn.truc.schemas.agency.Agency;

/**
 * What is asked of the table of agencies.
 *
 * @param text is looked for in codes and names, without regard to case and diacritics; empty finds all
 * @param offset how many of the matching agencies are skipped
 * @param limit how many are wanted at most
 */
public record AgencyQuery(String text, Sort sort, boolean descending, int offset, int limit) {

    /** The most that one answer holds. */
    public static final int LIMIT_MAX = 200;

    private static final Pattern DIACRITICS = Pattern.compile("\\p{M}+");

    /** By what the table is sorted. */
    public enum Sort {
        CODE,
        NAME,
        LEVEL,
        DOCUMENTS,
        ELECTRONIC,
        PAPERLESS,
        DELIVERED,
        REFUSED
    }

    /** One agency and its share. */
    public record Row(
            String code,
            String name,
            String level,
            @Nullable String parent,
            @Nullable Double electronic,
            @Nullable Double paperless,
            State.Documents documents,
            State.Deliveries deliveries) {}

    /**
     * An answer.
     *
     * @param total how many agencies there are
     * @param matching how many of them the text finds
     */
    public record Page(int total, int matching, int offset, List<Row> rows) {}

    private record Counted(Agency agency, Counts counts) {}

    public AgencyQuery {
        if (offset < 0 || limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("offset is 0 or more, limit 1 to " + LIMIT_MAX);
        }
    }

    /** The agencies that are asked for, from all that there are and what was counted of them. */
    Page answer(Iterable<Agency> agencies, Map<String, Counts> counted) {
        String wanted = folded(text.strip());
        List<Counted> matching = new ArrayList<>();
        int total = 0;
        for (Agency agency : agencies) {
            total++;
            if (wanted.isEmpty()
                    || folded(agency.code()).contains(wanted)
                    || folded(agency.name()).contains(wanted)) {
                matching.add(new Counted(agency, counted.getOrDefault(agency.code(), Counts.NONE)));
            }
        }
        matching.sort(order());
        List<Row> rows = matching.stream()
                .skip(offset)
                .limit(limit)
                .map(AgencyQuery::row)
                .toList();
        return new Page(total, matching.size(), offset, rows);
    }

    private Comparator<Counted> order() {
        Comparator<Counted> by =
                switch (sort) {
                    case CODE -> directed(Comparator.comparing(of -> of.agency().code()));
                    case NAME -> directed(byName());
                    case LEVEL ->
                        directed(Comparator.comparing(of -> of.agency().level()));
                    case DOCUMENTS -> byNumber(Counts::documents);
                    case ELECTRONIC -> byNumber(Counts::electronicShare);
                    case PAPERLESS -> byNumber(Counts::paperlessShare);
                    case DELIVERED -> byNumber(Counts::delivered);
                    case REFUSED -> byNumber(Counts::refused);
                };
        return by.thenComparing(of -> of.agency().code());
    }

    private static Comparator<Counted> byName() {
        Collator vietnamese = Collator.getInstance(Locale.forLanguageTag("vi"));
        return Comparator.comparing(of -> of.agency().name(), vietnamese);
    }

    /** Where there is no number, an agency comes last in either direction. */
    private Comparator<Counted> byNumber(ToDoubleFunction<Counts> number) {
        Comparator<Counted> missing = Comparator.comparing(of -> Double.isNaN(number.applyAsDouble(of.counts())));
        return missing.thenComparing(
                directed(Comparator.comparingDouble((Counted of) -> number.applyAsDouble(of.counts()))));
    }

    private Comparator<Counted> directed(Comparator<Counted> ascending) {
        return descending ? ascending.reversed() : ascending;
    }

    private static Row row(Counted of) {
        Agency agency = of.agency();
        Counts counts = of.counts();
        return new Row(
                agency.code(),
                agency.name(),
                agency.level().name(),
                agency.parent(),
                State.orNull(counts.electronicShare()),
                State.orNull(counts.paperlessShare()),
                State.Documents.of(counts),
                State.Deliveries.of(counts));
    }

    /** In lower case and without diacritics; đ is a letter of its own to Unicode, to a reader it is a d. */
    private static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        return DIACRITICS
                .matcher(decomposed)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('đ', 'd');
    }
}
