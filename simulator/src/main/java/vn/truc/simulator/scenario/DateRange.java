package vn.truc.simulator.scenario;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day, or several in a row.
 *
 * @param first the first day
 * @param last the last day, not before the first, at most {@value #DAYS_MAX} days later
 */
record DateRange(LocalDate first, LocalDate last) {

    static final Form<DateRange> FORM =
            new Form<>("a date such as 2021-01-01, or a range such as 2021-02-10..2021-02-16", DateRange::parseOrNull);

    private static final int DAYS_MAX = 366;
    private static final String TO = "..";

    private static @Nullable DateRange parseOrNull(String text) {
        int to = text.indexOf(TO);
        try {
            LocalDate first = LocalDate.parse(to < 0 ? text : text.substring(0, to));
            LocalDate last = to < 0 ? first : LocalDate.parse(text.substring(to + TO.length()));
            boolean allowed = !last.isBefore(first) && !last.isAfter(first.plusDays(DAYS_MAX));
            return allowed ? new DateRange(first, last) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    List<LocalDate> days() {
        return first.datesUntil(last.plusDays(1)).toList();
    }
}
