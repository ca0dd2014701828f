package vn.truc.producer.emission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.document.DocumentId;

/**
 * What is issued: document <i>n</i> as a pure function of scenario, seed and <i>n</i>, in any order, from any thread, in
 * any process. Two plans of equal scenarios and seeds are the same plan.
 *
 * <p>Sender, medium, secrecy, type and number are dealt in exact strata ({@link Deal}) for each mix of the load; the rest is drawn by mixing seed,
 * <i>n</i> and purpose.
 */
public final class Plan {

    private static final long PURPOSES_KEY = 1_000;
    private static final int WALKED_AT_ONCE = 1 << 13;

    private final Scenario scenario;
    private final long seed;
    private final Schedule schedule;
    private final long documents;
    private final Stretches stretches;
    private final Prose prose;
    /** By sender and series. */
    private final String[][] symbols;

    private final long priorityKey;
    private final long addresseesKey;
    private final long lengthKey;
    private final long subjectKey;
    private final long bodyKey;

    /** Prepares the plan; a few milliseconds. */
    public Plan(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.seed = seed;
        schedule = new Schedule(scenario.load());
        documents = schedule.documents();
        stretches = Stretches.of(scenario, schedule, seed);
        prose = Prose.vietnamese();
        List<String> abbreviations = stretches.abbreviations();
        Map<String, String[]> byIssuer = new HashMap<>();
        symbols = scenario.topology().agencies().stream()
                .map(agency -> byIssuer.computeIfAbsent(
                        SeriesSymbol.abbreviation(agency), issuer -> SeriesSymbol.all(abbreviations, issuer)))
                .toArray(String[][]::new);
        priorityKey = Mix.of(seed, PURPOSES_KEY);
        addresseesKey = Mix.of(seed, PURPOSES_KEY + 1);
        lengthKey = Mix.of(seed, PURPOSES_KEY + 2);
        subjectKey = Mix.of(seed, PURPOSES_KEY + 3);
        bodyKey = Mix.of(seed, PURPOSES_KEY + 4);
    }

    /** What is issued. */
    public Scenario scenario() {
        return scenario;
    }

    /** With which the same documents can be issued again. */
    public long seed() {
        return seed;
    }

    /** When documents are due. */
    public Schedule schedule() {
        return schedule;
    }

    /** How many documents there are; they are 0 until this. */
    public long documents() {
        return documents;
    }

    /**
     * The index of the sender of document {@code n} in the topology. Cheap: for loops that skip most documents.
     *
     * @throws IndexOutOfBoundsException when there is no such document
     */
    public int senderIndex(long n) {
        Stretch stretch = stretches.at(Objects.checkIndex(n, documents));
        return stretch.row().strata().senderIndex(stretch.place(n));
    }

    /**
     * When document {@code n} is due, nanoseconds from the start of the run. Cheap.
     *
     * @throws IndexOutOfBoundsException when there is no such document
     */
    public long intendedOffsetNanos(long n) {
        return schedule.offsetNanos(n);
    }

    /**
     * Document {@code n}, without its text.
     *
     * @throws IndexOutOfBoundsException when there is no such document
     */
    public PlannedDocument document(long n) {
        Stretch stretch = stretches.at(Objects.checkIndex(n, documents));
        MixRow row = stretch.row();
        Strata strata = row.strata();
        Strata.Seat seat = strata.seat(stretch.place(n));
        Agency sender = scenario.topology().agency(seat.sender());
        boolean classified = strata.isClassified(seat);
        Medium medium = strata.medium(seat);
        long inSeries = strata.inSeries(seat);
        int series = strata.seriesIndex(inSeries);
        long number = stretch.number(seat.sender(), series, strata.number(inSeries));
        String symbol = symbols[seat.sender()][series];
        long offsetNanos = schedule.offsetNanos(n);
        long issuedAtMillis = scenario.clock().atMillis(offsetNanos);
        int bodyLength = row.body().bytes(Mix.of(lengthKey, n));
        return new PlannedDocument(
                n,
                sender,
                row.addressing().addressees(seat.sender(), Mix.of(addresseesKey, n)),
                strata.type(seat, inSeries),
                row.priority(Mix.of(priorityKey, n)),
                medium,
                classified,
                number,
                symbol,
                DocumentId.format(sender.code(), SimulatedClock.dateOf(issuedAtMillis), Long.toString(number), symbol),
                prose.subject(Mix.of(subjectKey, n)),
                issuedAtMillis,
                offsetNanos,
                bodyLength,
                fate(medium, classified, bodyLength));
    }

    /**
     * The text of a document of this plan: UTF-8, exactly as long as planned, no character cut.
     *
     * @return a new array
     */
    public byte[] body(PlannedDocument document) {
        return prose.body(document, Mix.of(bodyKey, document.n()));
    }

    /**
     * Hands over documents 0 until {@code first} in their order, in this thread. They are made on all cores, some thousand
     * ahead.
     *
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public void walk(long first, Consumer<PlannedDocument> visitor) {
        Objects.checkFromIndexSize(0, first, documents);
        for (long from = 0; from < first; from += WALKED_AT_ONCE) {
            LongStream.range(from, Math.min(from + WALKED_AT_ONCE, first))
                    .parallel()
                    .mapToObj(this::document)
                    .toList()
                    .forEach(visitor);
        }
    }

    /** What the whole plan comes to; walks it, about a second for a million documents. */
    public PlanTotals totals() {
        return totals(documents);
    }

    /**
     * What documents 0 until {@code first} come to.
     *
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public PlanTotals totals(long first) {
        PlanTotals.Collector collector = new PlanTotals.Collector(this);
        walk(first, collector::add);
        return collector.totals();
    }

    private Fate fate(Medium medium, boolean classified, int bodyLength) {
        if (classified) {
            return Fate.CLASSIFIED;
        }
        if (medium == Medium.PAPER) {
            return Fate.ON_PAPER;
        }
        return bodyLength > scenario.limits().bodyBytes() ? Fate.OVERSIZE : Fate.DELIVERED;
    }
}
