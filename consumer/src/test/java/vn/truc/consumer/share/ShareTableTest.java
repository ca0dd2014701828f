package vn.truc.consumer.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeliveryCounts;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.ShareReport;

final class ShareTableTest {

    private static final List<AdministrativeLevel> LEVELS = List.of(AdministrativeLevel.values());

    private final ShareTable table = new ShareTable();

    @Test
    void anEmptyTableHasNoCountsAndNoShare() {
        assertThat(table.sums().total()).isEqualTo(Counts.NONE);
        assertThat(table.sums().of(AdministrativeLevel.DISTRICT).electronicShare())
                .isNaN();
        assertThat(table.windows()).isEmpty();
        assertThat(table.agency("H51")).isEqualTo(Counts.NONE);
    }

    @Test
    void aLaterReportReplacesTheOneBefore() {
        table.put(cumulative("H51.1", AdministrativeLevel.PROVINCIAL, new Counts(1, 0, 0, 0, 1, 0)));
        table.put(cumulative("H51.1", AdministrativeLevel.PROVINCIAL, new Counts(5, 1, 2, 0, 9, 1)));

        assertThat(table.agency("H51.1")).isEqualTo(new Counts(5, 1, 2, 0, 9, 1));
        assertThat(table.sums().total()).isEqualTo(new Counts(5, 1, 2, 0, 9, 1));
    }

    @Test
    void anAgencyThatChangesItsLevelLeavesTheSumsOfTheOldOne() {
        table.put(cumulative("H51.1", AdministrativeLevel.COMMUNE, new Counts(1, 0, 0, 0, 1, 0)));
        table.put(cumulative("H51.1", AdministrativeLevel.DISTRICT, new Counts(2, 0, 0, 0, 2, 0)));

        assertThat(table.sums().of(AdministrativeLevel.COMMUNE)).isEqualTo(Counts.NONE);
        assertThat(table.sums().of(AdministrativeLevel.DISTRICT)).isEqualTo(new Counts(2, 0, 0, 0, 2, 0));
    }

    @Test
    void windowsAreSummedApartAndDoNotEnterTheCumulativeSums() {
        table.put(window("H51.1", AdministrativeLevel.PROVINCIAL, 100, new Counts(1, 0, 0, 0, 1, 0)));
        table.put(window("H51.2", AdministrativeLevel.PROVINCIAL, 100, new Counts(0, 1, 0, 0, 1, 0)));
        table.put(window("H51.1", AdministrativeLevel.PROVINCIAL, 0, new Counts(0, 0, 1, 0, 0, 0)));
        table.put(window("H51.2", AdministrativeLevel.PROVINCIAL, 100, new Counts(0, 2, 0, 0, 2, 0)));

        assertThat(table.sums().total()).isEqualTo(Counts.NONE);
        assertThat(table.windows())
                .containsExactly(
                        new WindowCounts(0, 100, provincial(new Counts(0, 0, 1, 0, 0, 0))),
                        new WindowCounts(100, 200, provincial(new Counts(1, 2, 0, 0, 3, 0))));
    }

    @Test
    void sumsEqualTheSumOfTheLatestReports() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            ShareTable summed = new ShareTable();
            Map<Integer, Counts> latest = new HashMap<>();
            for (int i = 0; i < 500; i++) {
                int agency = random.nextInt(12);
                AdministrativeLevel level = LEVELS.get(agency % LEVELS.size());
                Counts counts = anyCounts(random);
                latest.put(agency, counts);
                summed.put(cumulative("H51." + agency, level, counts));
            }

            for (AdministrativeLevel level : LEVELS) {
                Counts expected = Counts.NONE;
                for (Map.Entry<Integer, Counts> agency : latest.entrySet()) {
                    if (LEVELS.get(agency.getKey() % LEVELS.size()) == level) {
                        expected = expected.plus(agency.getValue());
                    }
                }
                assertThat(summed.sums().of(level))
                        .as("seed %d, %s", seed, level)
                        .isEqualTo(expected);
            }
        }
    }

    private static LevelCounts provincial(Counts counts) {
        return new LevelCounts(Map.of(AdministrativeLevel.PROVINCIAL, counts));
    }

    private static Counts anyCounts(Random random) {
        return new Counts(
                random.nextInt(9),
                random.nextInt(9),
                random.nextInt(9),
                random.nextInt(9),
                random.nextInt(9),
                random.nextInt(9));
    }

    private static ShareReport cumulative(String scope, AdministrativeLevel level, Counts counts) {
        return report(scope, level, null, null, counts);
    }

    private static ShareReport window(String scope, AdministrativeLevel level, long start, Counts counts) {
        return report(scope, level, start, start + 100, counts);
    }

    private static ShareReport report(
            String scope, AdministrativeLevel level, @Nullable Long start, @Nullable Long end, Counts counts) {
        return new ShareReport(
                scope,
                level,
                start,
                end,
                new DocumentCounts(counts.electronic(), counts.parallel(), counts.paper(), counts.refused()),
                new DeliveryCounts(counts.delivered(), counts.refusedDeliveries()));
    }
}
