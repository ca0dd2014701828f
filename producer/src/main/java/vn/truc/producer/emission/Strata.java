package vn.truc.producer.emission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.document.DocumentSymbols;

/**
 * Who issues the <i>n</i>-th document of a mix, in which medium, of which type and with which number: dealt, not drawn, so that shares
 * are exact. Documents are dealt to levels; those of a level to its agencies, and, independently, to classified or not
 * and then to media; those of an agency to its series, within which they are numbered one after the other.
 */
final class Strata {

    /** The n-th document's place in the strata. */
    record Seat(int sender, int level, long inLevel, long inSender) {}

    /** A series of an agency: the types that share an abbreviation, and so their numbers; which one it is in the plan. */
    private record Series(int index, List<DocumentType> types, Deal deal) {}

    private static final Medium[] MEDIA = {Medium.ELECTRONIC, Medium.PARALLEL, Medium.PAPER};
    private static final long LEVELS_KEY = 1;
    private static final long CLASSIFIED_KEY = 200;
    private static final long MEDIA_KEY = 300;
    private static final long SERIES_KEY = 400;
    private static final long TYPES_KEY = 500;

    private final long salt;
    private final Deal levels;
    /** For each issuing level: the indexes of its agencies, and what its documents are dealt to. */
    private final int[][] members;

    private final Deal[] senders;
    private final Deal[] classified;
    private final Deal[] media;

    private final Series[] series;
    private final Deal seriesDeal;

    /**
     * @param sendersOf at least the levels that issue
     * @param abbreviations of all series of the plan, those of this mix among them
     * @param salt that no other mix of the plan has, since they share the deals to senders
     */
    Strata(
            DocumentMix mix,
            Map<AdministrativeLevel, Senders> sendersOf,
            List<String> abbreviations,
            long seed,
            long salt) {
        this.salt = salt;
        List<AdministrativeLevel> issuing = List.copyOf(mix.levels().keySet());
        List<LevelMix> mixes = List.copyOf(mix.levels().values());
        levels = new Deal(mixes.stream().mapToInt(LevelMix::weight).toArray(), Mix.of(seed, LEVELS_KEY));
        members = new int[issuing.size()][];
        senders = new Deal[issuing.size()];
        classified = new Deal[issuing.size()];
        media = new Deal[issuing.size()];
        for (int level = 0; level < members.length; level++) {
            Senders of = Objects.requireNonNull(sendersOf.get(issuing.get(level)));
            members[level] = of.members();
            senders[level] = of.deal();
            LevelMix levelMix = mixes.get(level);
            classified[level] = new Deal(levelMix.classifiedUnits(), Mix.of(seed, CLASSIFIED_KEY + level));
            media[level] = new Deal(levelMix.mediumUnits(), Mix.of(seed, MEDIA_KEY + level));
        }
        Map<String, Map<DocumentType, Integer>> byAbbreviation = new LinkedHashMap<>();
        mix.documentTypes().forEach((type, weight) -> byAbbreviation
                .computeIfAbsent(DocumentSymbols.of(type), abbreviation -> new LinkedHashMap<>())
                .put(type, weight));
        List<Series> all = new ArrayList<>();
        byAbbreviation.forEach((abbreviation, types) -> all.add(new Series(
                abbreviations.indexOf(abbreviation),
                List.copyOf(types.keySet()),
                new Deal(weights(types), Mix.of(seed, TYPES_KEY + all.size())))));
        series = all.toArray(new Series[0]);
        seriesDeal = new Deal(
                byAbbreviation.values().stream()
                        .mapToInt(types -> (int) Deal.sum(weights(types)))
                        .toArray(),
                Mix.of(seed, SERIES_KEY));
    }

    private static int[] weights(Map<DocumentType, Integer> types) {
        return types.values().stream().mapToInt(Integer::intValue).toArray();
    }

    int senderIndex(long n) {
        long dealt = levels.at(n, salt);
        int level = Deal.category(dealt);
        return members[level][Deal.category(senders[level].at(Deal.rank(dealt), salt))];
    }

    Seat seat(long n) {
        long dealt = levels.at(n, salt);
        int level = Deal.category(dealt);
        long inLevel = Deal.rank(dealt);
        long place = senders[level].at(inLevel, salt);
        return new Seat(members[level][Deal.category(place)], level, inLevel, Deal.rank(place));
    }

    boolean isClassified(Seat seat) {
        return Deal.category(classified[seat.level].at(seat.inLevel, salt)) == 1;
    }

    Medium medium(Seat seat) {
        long secrecy = classified[seat.level].at(seat.inLevel, salt);
        return Deal.category(secrecy) == 1
                ? Medium.PAPER
                : MEDIA[Deal.category(media[seat.level].at(Deal.rank(secrecy), salt))];
    }

    /** The document's place in its series; {@link #seriesIndex}, {@link #type} and {@link #number} read it. */
    long inSeries(Seat seat) {
        return seriesDeal.at(seat.inSender, seat.sender + 1L);
    }

    /** Which series of the plan. */
    int seriesIndex(long inSeries) {
        return series[Deal.category(inSeries)].index;
    }

    /** Counts from 1, in the row. */
    long number(long inSeries) {
        return Deal.rank(inSeries) + 1;
    }

    DocumentType type(Seat seat, long inSeries) {
        Series of = series[Deal.category(inSeries)];
        return of.types.size() == 1
                ? of.types.get(0)
                : of.types.get(Deal.category(of.deal.at(Deal.rank(inSeries), seat.sender + 1L)));
    }

    /**
     * Adds to {@code counts}, by sender and by series of the plan, {@code times} what the first {@code places} of the row
     * have.
     */
    void count(long places, long times, long[][] counts) {
        long[] byLevel = levels.counts(places, salt);
        for (int level = 0; level < members.length; level++) {
            long[] bySender = senders[level].counts(byLevel[level], salt);
            for (int member = 0; member < bySender.length; member++) {
                int sender = members[level][member];
                long[] bySeries = seriesDeal.counts(bySender[member], sender + 1L);
                for (int of = 0; of < bySeries.length; of++) {
                    counts[sender][series[of].index] += times * bySeries[of];
                }
            }
        }
    }
}
