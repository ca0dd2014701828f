package vn.truc.producer.emission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.document.DocumentSymbols;

/**
 * Which mix each document of a plan is of. Immutable.
 *
 * <p>Each mix has a row of its own; numbers go on from one mix to the next all the same, because each stretch knows how
 * many documents of the other mixes came before it in each series.
 */
final class Stretches {

    private static final long MIXES_KEY = 10_000;
    private static final long SENDERS_KEY = 100;
    private static final long[][] NOTHING_BEFORE = {};

    private final Stretch[] stretches;
    private final long[] firsts;
    private final List<String> abbreviations;

    private Stretches(List<Stretch> stretches, List<String> abbreviations) {
        this.stretches = stretches.toArray(new Stretch[0]);
        this.firsts = stretches.stream().mapToLong(Stretch::first).toArray();
        this.abbreviations = abbreviations;
    }

    /** @param schedule of the scenario's load */
    static Stretches of(Scenario scenario, Schedule schedule, long seed) {
        DocumentMix usual = scenario.mix();
        Set<DocumentMix> mixes = new LinkedHashSet<>();
        mixes.add(usual);
        scenario.load().forEach(phase -> mixes.add(phase instanceof MixedPhase mixed ? mixed.mix() : usual));
        Set<String> series = new LinkedHashSet<>();
        mixes.forEach(mix -> mix.documentTypes().keySet().forEach(type -> series.add(DocumentSymbols.of(type))));
        List<String> abbreviations = List.copyOf(series);
        Map<DocumentMix, MixRow> rows = rows(scenario.topology(), mixes, abbreviations, seed);
        Chain chain = new Chain(scenario.topology().size(), abbreviations.size());
        for (int phase = 0; phase < scenario.load().size(); phase++) {
            if (schedule.first(phase) < schedule.first(phase + 1)) {
                DocumentMix mix = scenario.load().get(phase) instanceof MixedPhase mixed ? mixed.mix() : usual;
                chain.go(schedule.first(phase), mix, rows);
            }
        }
        return new Stretches(chain.stretches, abbreviations);
    }

    /** The stretch in which document {@code n} is. */
    Stretch at(long n) {
        return stretches[Schedule.last(firsts, stretches.length, n)];
    }

    /** The abbreviations of all series of all mixes, by the index that {@link Strata#seriesIndex} gives. */
    List<String> abbreviations() {
        return abbreviations;
    }

    /** The usual mix is the first, and its documents are the same whatever mixes there are besides. */
    private static Map<DocumentMix, MixRow> rows(
            Topology topology, Set<DocumentMix> mixes, List<String> abbreviations, long seed) {
        Map<AdministrativeLevel, Senders> senders = new EnumMap<>(AdministrativeLevel.class);
        Map<Map<AdministrativeLevel, List<AddressingPattern>>, Addressing> addressings = new HashMap<>();
        Map<DocumentMix, MixRow> rows = new LinkedHashMap<>();
        for (DocumentMix mix : mixes) {
            for (AdministrativeLevel level : mix.levels().keySet()) {
                senders.computeIfAbsent(
                        level, of -> new Senders(topology, of, Mix.of(seed, SENDERS_KEY + of.ordinal())));
            }
            Addressing addressing =
                    addressings.computeIfAbsent(mix.addressing(), patterns -> new Addressing(topology, patterns));
            int row = rows.size();
            Strata strata =
                    new Strata(mix, senders, abbreviations, row == 0 ? seed : Mix.of(seed, MIXES_KEY + row), row);
            rows.put(mix, new MixRow(mix, strata, addressing));
        }
        return rows;
    }

    /** Stretch after stretch, with what each series of each sender has come to. */
    private static final class Chain {

        private final List<Stretch> stretches = new ArrayList<>();
        private final Map<MixRow, Long> places = new HashMap<>();
        private final long[][] issued;
        private @Nullable DocumentMix mix;

        Chain(int senders, int series) {
            issued = new long[senders][series];
        }

        /** From document {@code first} on, documents are of {@code next}. */
        void go(long first, DocumentMix next, Map<DocumentMix, MixRow> rows) {
            if (next.equals(mix)) {
                return;
            }
            mix = next;
            if (!stretches.isEmpty()) {
                end(stretches.get(stretches.size() - 1), first);
            }
            MixRow row = rows.get(next);
            if (row == null) {
                throw new IllegalStateException("a mix of the load has no row");
            }
            long before = places.getOrDefault(row, 0L);
            long[][] numbers = NOTHING_BEFORE;
            if (!stretches.isEmpty()) {
                numbers = Arrays.stream(issued).map(long[]::clone).toArray(long[][]::new);
                row.strata().count(before, -1, numbers);
            }
            stretches.add(new Stretch(first, before, row, numbers));
        }

        private void end(Stretch stretch, long end) {
            stretch.row().strata().count(stretch.before(), -1, issued);
            stretch.row().strata().count(stretch.place(end), 1, issued);
            places.put(stretch.row(), stretch.place(end));
        }
    }
}
