package vn.truc.router.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.document.DocumentId;

class DuplicateIndexTest {

    private static final LocalDate DAY = LocalDate.of(2021, 6, 30);

    @Test
    void aDocumentIsNewOnceWhateverItsNumberLooksLike() {
        DuplicateIndex index = new DuplicateIndex();
        for (String number : List.of("1", "01", "12a", "999999999", "1234567890", "0", "511", "512")) {
            DocumentId id = new DocumentId("H51.10", DAY, number, "UBND-VX");
            assertThat(index.contains(id)).as(number).isFalse();
            assertThat(index.add(id)).as(number).isTrue();
            assertThat(index.add(id)).as(number + " again").isFalse();
            assertThat(index.contains(id)).as(number).isTrue();
        }
        assertThat(index.size()).isEqualTo(8);
    }

    @Test
    void organDateAndSymbolKeepNumbersApart() {
        DuplicateIndex index = new DuplicateIndex();
        assertThat(index.add(new DocumentId("H51.10", DAY, "7", "QĐ-UBND"))).isTrue();
        assertThat(index.add(new DocumentId("H51.11", DAY, "7", "QĐ-UBND"))).isTrue();
        assertThat(index.add(new DocumentId("H51.10", DAY.plusDays(1), "7", "QĐ-UBND")))
                .isTrue();
        assertThat(index.add(new DocumentId("H51.10", DAY, "7", "TB|UBND"))).isTrue();
    }

    @Test
    void rowsOfAnyOrderGiveTheIndexBack() {
        // given an index filled over several commits, its last rows per key kept as a compacted topic keeps them
        Random random = new Random(20211);
        DuplicateIndex index = new DuplicateIndex();
        Set<DocumentId> added = new HashSet<>();
        Map<String, byte[]> table = new LinkedHashMap<>();
        for (int commit = 0; commit < 40; commit++) {
            for (int i = 0; i < 200; i++) {
                String number = random.nextInt(20) == 0 ? random.nextInt(500) + "a" : "" + (1 + random.nextInt(3_000));
                DocumentId id = new DocumentId("H51." + random.nextInt(3), DAY, number, "A|B-" + random.nextInt(2));
                assertThat(index.add(id)).isEqualTo(added.add(id));
            }
            index.drainChanges((key, value) -> table.put(new String(key, UTF_8), value));
        }

        // when
        List<String> keys = new ArrayList<>(table.keySet());
        Collections.shuffle(keys, random);
        DuplicateIndex restored = new DuplicateIndex();
        keys.forEach(key -> restored.restore(key.getBytes(UTF_8), table.get(key)));

        // then
        assertThat(restored.size()).isEqualTo(added.size());
        assertThat(added).allMatch(restored::contains);
        assertThat(restored.contains(new DocumentId("H51.0", DAY, "4000", "A|B-0")))
                .isFalse();
    }

    @Test
    void onlyWhatChangedIsWrittenAgain() {
        DuplicateIndex index = new DuplicateIndex();
        index.add(new DocumentId("H51", DAY, "1", "UBND"));
        index.add(new DocumentId("H51", DAY, "600", "UBND"));
        assertThat(drained(index)).hasSize(2);
        assertThat(drained(index)).isEmpty();

        index.add(new DocumentId("H51", DAY, "601", "UBND"));
        assertThat(drained(index)).hasSize(1);
    }

    @Test
    void aRowThatNoRouterWroteIsReportedWithItsKey() {
        DuplicateIndex index = new DuplicateIndex();
        assertThatThrownBy(() -> index.restore("N|H51|today|0|UBND".getBytes(UTF_8), new byte[0]))
                .isInstanceOf(CorruptIndexException.class)
                .hasMessageContaining("N|H51|today|0|UBND");
        assertThatThrownBy(() -> index.restore("N|H51|18808|0|UBND".getBytes(UTF_8), new byte[] {1, 2, 3}))
                .isInstanceOf(CorruptIndexException.class);
        assertThatThrownBy(() -> index.restore("whatever".getBytes(UTF_8), new byte[0]))
                .isInstanceOf(CorruptIndexException.class);
    }

    @Test
    void tenMillionConsecutiveNumbersTakeTwoBitsEachAtMostAndOnceCompactedAlmostNothing() {
        int documents = 10_000_000;
        DuplicateIndex index = new DuplicateIndex();
        for (int number = 1; number <= documents; number++) {
            index.add(new DocumentId("H51", DAY, Integer.toString(number), "UBND"));
            if (number % 100_000 == 0) {
                // as after each commit
                index.drainChanges((key, value) -> {});
            }
        }

        assertThat(index.size()).isEqualTo(documents);
        assertThat(index.numberBytes() * Byte.SIZE).isLessThanOrEqualTo(2L * documents);
        index.compact();
        assertThat(index.numberBytes()).isLessThan(documents / 1_000);
    }

    @Test
    void ofWhateverOrderTheIndexKnowsExactlyWhatItWasGivenAlsoRestoredFromItsRowsInAnyOrder() {
        SplittableRandom random = new SplittableRandom(12);
        DuplicateIndex index = new DuplicateIndex();
        Set<DocumentId> given = new HashSet<>();
        Map<String, byte[]> rows = new LinkedHashMap<>();
        for (int i = 0; i < 40_000; i++) {
            // mostly in order, now and then a number of another day, an old one, or one far ahead
            int number = Math.max(1, i / 4 + (random.nextInt(10) == 0 ? random.nextInt(3_000) - 1_500 : 0));
            LocalDate day = DAY.plusDays(i / 400 + (random.nextInt(20) == 0 ? random.nextInt(5) - 2 : 0));
            DocumentId id = new DocumentId("H5" + i % 3, day, Integer.toString(number), i % 2 == 0 ? "UBND" : "BC");
            assertThat(index.contains(id)).isEqualTo(given.contains(id));
            assertThat(index.add(id)).isEqualTo(given.add(id));
            if (random.nextInt(50) == 0) {
                index.drainChanges((key, value) -> rows.put(new String(key, UTF_8), value));
            }
        }
        index.drainChanges((key, value) -> rows.put(new String(key, UTF_8), value));
        assertThat(index.size()).isEqualTo(given.size());

        List<String> keys = new ArrayList<>(rows.keySet());
        Collections.shuffle(keys, new Random(1));
        DuplicateIndex restored = new DuplicateIndex();
        keys.forEach(key -> restored.restore(key.getBytes(UTF_8), rows.get(key)));
        restored.compact();

        assertThat(restored.size()).isEqualTo(given.size());
        for (DocumentId id : given) {
            assertThat(restored.contains(id)).isTrue();
            DocumentId otherDay = new DocumentId(id.organ(), id.date().plusDays(1), id.number(), id.symbol());
            assertThat(restored.contains(otherDay)).isEqualTo(given.contains(otherDay));
        }
    }

    @Test
    void numbersOfASeriesThatGoOnFromDayToDayTakeTheirDaysAndLittleMore() {
        DuplicateIndex index = new DuplicateIndex();
        int documents = 1_000_000;
        for (int number = 1; number <= documents; number++) {
            index.add(new DocumentId("H51", DAY.plusDays(number / 100), Integer.toString(number), "UBND"));
        }
        index.compact();
        // 8 bytes a day, and the bitmap
        assertThat(index.numberBytes()).isLessThan(8L * (documents / 100 + 1) + documents / 8 / 100);
    }

    private static List<String> drained(DuplicateIndex index) {
        List<String> keys = new ArrayList<>();
        index.drainChanges((key, value) -> keys.add(new String(key, UTF_8)));
        return keys;
    }
}
