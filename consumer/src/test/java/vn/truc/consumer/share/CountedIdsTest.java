package vn.truc.consumer.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.share.CountedIds.Account;
import vn.truc.schemas.document.DocumentId;

final class CountedIdsTest {

    private static final LocalDate DAY = LocalDate.of(2021, 6, 30);

    private final Map<String, byte[]> rows = new HashMap<>();
    private final CountedIds ids = new CountedIds(new CountedIds.Rows() {
        @Override
        public byte @Nullable [] get(String key) {
            return rows.get(key);
        }

        @Override
        public void put(String key, byte[] row) {
            rows.put(key, row);
        }
    });

    @Test
    void anIdIsNewOnceInEachAccount() {
        DocumentId id = new DocumentId("H51.10", DAY, "1234", "UBND-VX");

        assertThat(ids.add(Account.PAPER, id)).isTrue();
        assertThat(ids.add(Account.PAPER, id)).isFalse();
        assertThat(ids.add(Account.REFUSED, id)).isTrue();
        assertThat(ids.add(Account.REFUSED, id)).isFalse();
    }

    @Test
    void aNumberThatIsNotDecimalIsRememberedToo() {
        DocumentId id = new DocumentId("H51.10", DAY, "12a", "UBND-VX");

        assertThat(ids.add(Account.PAPER, id)).isTrue();
        assertThat(ids.add(Account.PAPER, id)).isFalse();
        assertThat(ids.add(Account.PAPER, new DocumentId("H51.10", DAY, "012", "UBND-VX")))
                .isTrue();
        assertThat(ids.add(Account.PAPER, new DocumentId("H51.10", DAY, "12", "UBND-VX")))
                .isTrue();
    }

    @Test
    void numbersOfOneSeriesAndDayShareARow() {
        for (int number = 1; number < 512; number++) {
            ids.add(Account.PAPER, new DocumentId("H51.10", DAY, Integer.toString(number), "UBND-VX"));
        }

        assertThat(rows).hasSize(1);
        assertThat(rows.values()).allSatisfy(row -> assertThat(row).hasSize(64));
    }

    @Test
    void neverForgetsAndNeverTakesOneIdForAnother() {
        for (int seed = 0; seed < 20; seed++) {
            rows.clear();
            Random random = new Random(seed);
            Set<DocumentId> before = new HashSet<>();
            for (int i = 0; i < 2_000; i++) {
                DocumentId id = new DocumentId(
                        "H51." + random.nextInt(3),
                        DAY.plusDays(random.nextInt(2)),
                        Integer.toString(random.nextInt(1_500)),
                        random.nextBoolean() ? "QĐ-UBND" : "UBND-VX");
                assertThat(ids.add(Account.PAPER, id))
                        .as("seed %d, %s", seed, id)
                        .isEqualTo(before.add(id));
            }
        }
    }
}
