package vn.truc.simulator.audit;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.SimulatedClock;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.Medium;

/**
 * The documents of each month by the dates that stand on the topics, held against those of the plan. A document belongs
 * to the month of its date where the agencies are. Not thread-safe.
 */
final class MonthCheck {

    private static final int ELECTRONIC = 0;
    private static final int PARALLEL = 1;
    private static final int PAPER = 2;
    private static final int REFUSED = 3;
    private static final String[] NAMES = {"electronic", "parallel", "paper", "refused"};

    private final TreeMap<YearMonth, Month> months = new TreeMap<>();
    /** Dates come in runs of the same month. */
    private @Nullable Month last;

    /** The plan has this document. */
    void planned(PlannedDocument document) {
        Fate fate = document.fate();
        if (fate instanceof Fate.Classified) {
            return;
        }
        int kind = fate instanceof Fate.Refused ? REFUSED : kindOf(document.medium());
        month(document.issuedAtMillis()).planned[kind]++;
    }

    /** The copy by which an electronic document counts was confirmed. */
    void confirmed(Medium medium, long issuedAtMillis) {
        month(issuedAtMillis).found[kindOf(medium)]++;
    }

    /** A document that is not classified was registered as on paper. */
    void registered(long issuedAtMillis) {
        month(issuedAtMillis).found[PAPER]++;
    }

    /** A whole document was refused. */
    void refused(long issuedAtMillis) {
        month(issuedAtMillis).found[REFUSED]++;
    }

    /** Reports every month whose counts differ from the plan's. */
    void close(Violations violations) {
        months.forEach((name, month) -> {
            if (!Arrays.equals(month.planned, month.found)) {
                StringBuilder fault = new StringBuilder(name + ":");
                for (int kind = 0; kind < NAMES.length; kind++) {
                    if (month.found[kind] != month.planned[kind]) {
                        fault.append(String.format(
                                Locale.ROOT,
                                " %s %d instead of %d",
                                NAMES[kind],
                                month.found[kind],
                                month.planned[kind]));
                    }
                }
                violations.add(Guarantee.SHARE_MATCHES_PLAN, fault.toString());
            }
        });
    }

    /** What the topics say of each month in which something was counted, the earliest first. */
    SortedMap<YearMonth, DocumentCounts> found() {
        TreeMap<YearMonth, DocumentCounts> counts = new TreeMap<>();
        for (Map.Entry<YearMonth, Month> month : months.entrySet()) {
            long[] found = month.getValue().found;
            if (Arrays.stream(found).sum() > 0) {
                counts.put(
                        month.getKey(),
                        new DocumentCounts(found[ELECTRONIC], found[PARALLEL], found[PAPER], found[REFUSED]));
            }
        }
        return Collections.unmodifiableSortedMap(counts);
    }

    private Month month(long millis) {
        Month month = last;
        if (month == null || millis < month.fromMillis || millis >= month.toMillis) {
            month = months.computeIfAbsent(YearMonth.from(SimulatedClock.dateOf(millis)), Month::new);
            last = month;
        }
        return month;
    }

    private static int kindOf(Medium medium) {
        return switch (medium) {
            case ELECTRONIC -> ELECTRONIC;
            case PARALLEL -> PARALLEL;
            case PAPER -> PAPER;
        };
    }

    private static final class Month {

        private final long fromMillis;
        private final long toMillis;
        private final long[] planned = new long[NAMES.length];
        private final long[] found = new long[NAMES.length];

        private Month(YearMonth month) {
            fromMillis = startOf(month);
            toMillis = startOf(month.plusMonths(1));
        }

        private static long startOf(YearMonth month) {
            return month.atDay(1).atStartOfDay(SimulatedClock.ZONE).toInstant().toEpochMilli();
        }
    }
}
