package vn.truc.producer.emission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.document.DocumentSymbols;

/**
 * Who issues document <i>n</i>, in which medium, of which type and with which number: dealt, not drawn, so that shares
 * are exact. Documents are dealt to levels; those of a level to its agencies, and, independently, to classified or not
 * and then to media; those of an agency to its series, within which they are numbered one after the other.
 */
final class Strata {

    /** The n-th document's place in the strata. */
    record Seat(int sender, int level, long inLevel, long inSender) {}

    /** A series of an agency: the types that share an abbreviation, and so their numbers. */
    private record Series(String abbreviation, List<DocumentType> types, Deal deal) {}

    private static final Medium[] MEDIA = {Medium.ELECTRONIC, Medium.PARALLEL, Medium.PAPER};
    private static final long LEVELS_KEY = 1;
    private static final long SENDERS_KEY = 100;
    private static final long CLASSIFIED_KEY = 200;
    private static final long MEDIA_KEY = 300;
    private static final long SERIES_KEY = 400;
    private static final long TYPES_KEY = 500;

    private final Deal levels;
    /** For each issuing level: the indexes of its agencies, and what its documents are dealt to. */
    private final int[][] members;

    private final Deal[] senders;
    private final Deal[] classified;
    private final Deal[] media;

    private final Series[] series;
    private final Deal seriesDeal;

    Strata(Scenario scenario, long seed) {
        List<AdministrativeLevel> issuing = List.copyOf(scenario.levels().keySet());
        List<LevelMix> mixes = List.copyOf(scenario.levels().values());
        levels = new Deal(mixes.stream().mapToInt(LevelMix::weight).toArray(), Mix.of(seed, LEVELS_KEY));
        members = new int[issuing.size()][];
        senders = new Deal[issuing.size()];
        classified = new Deal[issuing.size()];
        media = new Deal[issuing.size()];
        List<WeightedAgency> agencies = scenario.topology().weighted();
        for (int level = 0; level < members.length; level++) {
            AdministrativeLevel of = issuing.get(level);
            members[level] = IntStream.range(0, agencies.size())
                    .filter(i -> agencies.get(i).agency().level() == of)
                    .toArray();
            int[] weights = IntStream.of(members[level])
                    .map(i -> agencies.get(i).weight())
                    .toArray();
            LevelMix mix = mixes.get(level);
            senders[level] = new Deal(weights, Mix.of(seed, SENDERS_KEY + level));
            classified[level] = new Deal(mix.classifiedUnits(), Mix.of(seed, CLASSIFIED_KEY + level));
            media[level] = new Deal(mix.mediumUnits(), Mix.of(seed, MEDIA_KEY + level));
        }
        Map<String, Map<DocumentType, Integer>> byAbbreviation = new LinkedHashMap<>();
        scenario.documentTypes().forEach((type, weight) -> byAbbreviation
                .computeIfAbsent(DocumentSymbols.of(type), abbreviation -> new LinkedHashMap<>())
                .put(type, weight));
        List<Series> all = new ArrayList<>();
        byAbbreviation.forEach((abbreviation, types) -> all.add(new Series(
                abbreviation,
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
        long dealt = levels.at(n, 0);
        int level = Deal.category(dealt);
        return members[level][Deal.category(senders[level].at(Deal.rank(dealt), 0))];
    }

    Seat seat(long n) {
        long dealt = levels.at(n, 0);
        int level = Deal.category(dealt);
        long inLevel = Deal.rank(dealt);
        long place = senders[level].at(inLevel, 0);
        return new Seat(members[level][Deal.category(place)], level, inLevel, Deal.rank(place));
    }

    boolean isClassified(Seat seat) {
        return Deal.category(classified[seat.level].at(seat.inLevel, 0)) == 1;
    }

    Medium medium(Seat seat) {
        long secrecy = classified[seat.level].at(seat.inLevel, 0);
        return Deal.category(secrecy) == 1
                ? Medium.PAPER
                : MEDIA[Deal.category(media[seat.level].at(Deal.rank(secrecy), 0))];
    }

    /** The document's place in its series; {@link #seriesIndex}, {@link #type} and {@link #number} read it. */
    long inSeries(Seat seat) {
        return seriesDeal.at(seat.inSender, seat.sender + 1L);
    }

    int seriesIndex(long inSeries) {
        return Deal.category(inSeries);
    }

    /** Counts from 1. */
    long number(long inSeries) {
        return Deal.rank(inSeries) + 1;
    }

    DocumentType type(Seat seat, long inSeries) {
        Series of = series[Deal.category(inSeries)];
        return of.types.size() == 1
                ? of.types.get(0)
                : of.types.get(Deal.category(of.deal.at(Deal.rank(inSeries), seat.sender + 1L)));
    }

    /** The abbreviations of all series, by {@link #seriesIndex}. */
    List<String> abbreviations() {
        return Stream.of(series).map(Series::abbreviation).toList();
    }
}
