package vn.truc.producer.emission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.RefusalReason;
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
    private final FaultDraw faults;
    private final String stranger;
    private final long revokedAtMillis;

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
        faults = new FaultDraw(scenario.faults().shares(), Mix.of(seed, PURPOSES_KEY + 5));
        stranger = stranger(scenario.topology());
        revokedAtMillis = scenario.clock().atMillis(schedule.durationNanos() / 2);
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
        int bodyLength = row.body().bytes(Mix.of(lengthKey, n));
        boolean tooLong = bodyLength > scenario.limits().bodyBytes();
        Fault fault = medium == Medium.PAPER || tooLong ? null : faults.of(n);
        long issuedAtMillis = issuedAtMillis(offsetNanos, fault);
        return new PlannedDocument(
                n,
                sender,
                addressees(row.addressing().addressees(seat.sender(), Mix.of(addresseesKey, n)), fault),
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
                fault == Fault.OVERSIZE ? scenario.limits().bodyBytes() + 1 : bodyLength,
                classified
                        ? Fate.CLASSIFIED
                        : medium == Medium.PAPER ? Fate.ON_PAPER : fate(tooLong, fault, issuedAtMillis),
                fault);
    }

    /** The code of an agency that does not exist, for documents from or to it. */
    public String stranger() {
        return stranger;
    }

    /** From when certificates of {@link Fault#CERTIFICATE_REVOKED} are revoked, simulated time. */
    public long revokedAtMillis() {
        return revokedAtMillis;
    }

    /** The earliest date that a document may have, simulated time. */
    public Instant earliest() {
        return scenario.clock().start().minus(scenario.faults().backMax());
    }

    /** The latest date that a document may have, simulated time. */
    public Instant latest() {
        return Instant.ofEpochMilli(scenario.clock().atMillis(schedule.durationNanos()))
                .plus(scenario.faults().forwardMax());
    }

    /** When a record that is sent again a simulated day later is due, nanoseconds from the start of the run. */
    public long nextDayOffsetNanos(PlannedDocument document) {
        return document.intendedOffsetNanos()
                + TimeUnit.DAYS.toNanos(1) / scenario.clock().speed();
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

    private long issuedAtMillis(long offsetNanos, @Nullable Fault fault) {
        long millis = scenario.clock().atMillis(offsetNanos);
        Faults.ClockJump jump = scenario.faults().clockJump();
        if (jump != null && offsetNanos >= jump.at().toNanos()) {
            millis += jump.by().toMillis();
        }
        return fault == Fault.LATE ? millis - scenario.faults().lateBy().toMillis() : millis;
    }

    private List<String> addressees(List<String> known, @Nullable Fault fault) {
        if (fault == Fault.UNKNOWN_ADDRESSEE) {
            return List.of(stranger);
        }
        if (fault == Fault.UNKNOWN_COPY) {
            List<String> all = new ArrayList<>(known);
            all.add(stranger);
            return List.copyOf(all);
        }
        return known;
    }

    private Fate fate(boolean tooLong, @Nullable Fault fault, long issuedAtMillis) {
        if (tooLong || fault == Fault.OVERSIZE) {
            return Fate.OVERSIZE;
        }
        RefusalReason reason = fault == null || fault.effect() != Fault.Effect.DOCUMENT ? null : fault.reason();
        boolean notYetRevoked = fault == Fault.CERTIFICATE_REVOKED && issuedAtMillis < revokedAtMillis;
        return reason == null || notYetRevoked ? Fate.DELIVERED : new Fate.Refused(reason);
    }

    private static String stranger(Topology topology) {
        String code = "Z99";
        while (topology.find(code) != null) {
            code += ".9";
        }
        return code;
    }
}
