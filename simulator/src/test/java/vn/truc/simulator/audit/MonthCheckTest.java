package vn.truc.simulator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.Medium;
import vn.truc.simulator.scenario.Scenarios;

class MonthCheckTest {

    private static final Plan YEAR = new Plan(Scenarios.read("year"), 1);

    private final MonthCheck months = new MonthCheck();
    private final Violations violations = new Violations();

    @Test
    void everyMonthOfAYearHasDocumentsAndTheirCountsAreThoseOfThePlan() {
        long counted = 0;
        for (long n = 0; n < YEAR.documents(); n += 100) {
            PlannedDocument document = YEAR.document(n);
            months.planned(document);
            counted += document.classified() ? 0 : 1;
            found(document);
        }

        months.close(violations);

        assertThat(violations.of(Guarantee.SHARE_MATCHES_PLAN)).isEmpty();
        assertThat(months.found()).hasSize(12).containsOnlyKeys(monthsOf(2021).toArray(YearMonth[]::new));
        assertThat(months.found().values().stream()
                        .mapToLong(MonthCheckTest::total)
                        .sum())
                .isEqualTo(counted);
        // Tet fell into February
        assertThat(total(months.found().get(YearMonth.of(2021, 2))))
                .isLessThan(total(months.found().get(YearMonth.of(2021, 3))));
    }

    @Test
    void aDocumentBelongsToTheMonthOfItsDateWhereTheAgenciesAre() {
        months.registered(Instant.parse("2021-05-31T16:59:59.999Z").toEpochMilli());
        months.registered(Instant.parse("2021-05-31T17:00:00Z").toEpochMilli());
        months.confirmed(
                Medium.PARALLEL, Instant.parse("2021-05-01T00:00:00+07:00").toEpochMilli());

        assertThat(months.found())
                .isEqualTo(new TreeMap<>(Map.of(
                        YearMonth.of(2021, 5), new DocumentCounts(0L, 1L, 1L, 0L),
                        YearMonth.of(2021, 6), new DocumentCounts(0L, 0L, 1L, 0L))));
    }

    @Test
    void aMonthThatDiffersFromThePlanIsNamedWithWhatDiffers() {
        PlannedDocument planned = YEAR.document(0);
        assertThat(planned.fate()).isEqualTo(Fate.DELIVERED);
        months.planned(planned);
        months.refused(planned.issuedAtMillis());
        months.refused(Instant.parse("2021-07-01T12:00:00Z").toEpochMilli());

        months.close(violations);

        String medium = planned.medium().name().toLowerCase(Locale.ROOT);
        assertThat(violations.of(Guarantee.SHARE_MATCHES_PLAN))
                .containsExactly(
                        "2021-01: " + medium + " 0 instead of 1 refused 1 instead of 0",
                        "2021-07: refused 1 instead of 0");
    }

    private void found(PlannedDocument document) {
        if (document.fate() instanceof Fate.Delivered) {
            months.confirmed(document.medium(), document.issuedAtMillis());
        } else if (document.fate() instanceof Fate.OnPaper) {
            months.registered(document.issuedAtMillis());
        }
    }

    private static long total(DocumentCounts counts) {
        return counts.getElectronic() + counts.getParallel() + counts.getPaper() + counts.getRefused();
    }

    private static List<YearMonth> monthsOf(int year) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> YearMonth.of(year, month))
                .toList();
    }
}
