package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    @ParameterizedTest
    @CsvSource({"1000/s,30", "3/s,7", "0.7/s,61", "7/min,3600", "11/h,86400", "999983/s,1", "1000000/s,1"})
    void documentKIsDueAtKByTheRateAndAsManyAsTheTimeHolds(String text, long seconds) {
        // given
        Rate rate = Rate.parse(text);

        // when
        Schedule schedule = new Schedule(List.of(new ConstantRate(rate, Duration.ofSeconds(seconds))));

        // then the count is rate by duration, rounded up since document 0 is due at the start
        assertThat(schedule.documents()).isEqualTo((rate.documents() * seconds + rate.seconds() - 1) / rate.seconds());
        assertThat(schedule.durationNanos()).isEqualTo(seconds * 1_000_000_000);
        for (long n = 0; n < schedule.documents(); n++) {
            assertThat(schedule.offsetNanos(n)).isEqualTo(exactOffset(rate, n));
        }
    }

    @Test
    void nothingDriftsOverYears() {
        Rate rate = Rate.perSecond(333);
        Schedule schedule = new Schedule(List.of(new ConstantRate(rate, LoadPhase.DURATION_MAX)));
        long last = schedule.documents() - 1;

        assertThat(last + 1).isEqualTo(333L * 3_650 * 86_400);
        assertThat(schedule.offsetNanos(last))
                .isEqualTo(exactOffset(rate, last))
                .isLessThan(schedule.durationNanos());
        assertThat(schedule.offsetNanos(1_000_000_001)).isEqualTo(exactOffset(rate, 1_000_000_001));
    }

    @Test
    void phasesFollowEachOtherAndOffsetsNeverFall() {
        Schedule schedule = phases();

        assertThat(schedule.documents()).isEqualTo(20 + 1_000 + 2 + 9);
        assertThat(schedule.durationNanos()).isEqualTo(97_000_000_000L);
        assertThat(schedule.offsetNanos(19)).isEqualTo(1_900_000_000L);
        assertThat(schedule.offsetNanos(20)).isEqualTo(2_000_000_000L);
        assertThat(schedule.offsetNanos(1_020)).isEqualTo(3_000_000_000L);
        assertThat(schedule.offsetNanos(1_021)).isEqualTo(63_000_000_000L);
        assertThat(schedule.offsetNanos(1_022)).isEqualTo(94_000_000_000L);
        for (long n = 1; n < schedule.documents(); n++) {
            assertThat(schedule.offsetNanos(n)).isGreaterThan(schedule.offsetNanos(n - 1));
        }
    }

    @Test
    void whatIsDueIsTheInverseOfWhenItIsDue() {
        Schedule schedule = phases();
        for (long n = 0; n < schedule.documents(); n++) {
            long offset = schedule.offsetNanos(n);
            assertThat(schedule.dueBy(offset)).as("at " + offset).isEqualTo(n + 1);
            assertThat(schedule.dueBy(offset - 1)).as("before " + offset).isEqualTo(n);
        }
        assertThat(schedule.dueBy(Long.MIN_VALUE)).isZero();
        assertThat(schedule.dueBy(Long.MAX_VALUE)).isEqualTo(schedule.documents());
    }

    @Test
    void theRightOneOfAHundredThousandPhasesIsFound() {
        List<LoadPhase> phases = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            phases.add(new ConstantRate(Rate.perSecond(1 + i % 3), Duration.ofSeconds(1)));
        }
        Schedule schedule = new Schedule(phases);

        assertThat(schedule.documents()).isEqualTo(33_333 * 6 + 1);
        long n = 0;
        for (int i = 0; i < 100_000; i++) {
            for (int k = 0; k <= i % 3; k++) {
                assertThat(schedule.offsetNanos(n)).isEqualTo(i * 1_000_000_000L + k * 1_000_000_000L / (1 + i % 3));
                n++;
            }
            assertThat(schedule.dueBy(i * 1_000_000_000L + 999_999_999)).isEqualTo(n);
        }
    }

    @Test
    void aPhaseWithoutADocumentIsStill() {
        int[] percents = new int[OfficeWeek.HALF_HOURS];
        percents[20] = 100;
        LoadPhase quiet = new OfficeHours(
                Rate.perSecond(1),
                OfficeWeek.of(percents),
                Instant.parse("2020-12-06T00:00:00Z"),
                1,
                Duration.ofSeconds(5));
        LoadPhase busy = new ConstantRate(Rate.perSecond(1), Duration.ofSeconds(2));
        Schedule schedule = new Schedule(List.of(quiet, busy, quiet, quiet, busy, quiet));

        assertThat(schedule.documents()).isEqualTo(4);
        assertThat(LongStream.range(0, 4).map(schedule::offsetNanos))
                .containsExactly(5_000_000_000L, 6_000_000_000L, 17_000_000_000L, 18_000_000_000L);
        assertThat(schedule.dueBy(4_999_999_999L)).isZero();
        assertThat(schedule.dueBy(16_999_999_999L)).isEqualTo(2);
        assertThat(schedule.dueBy(Long.MAX_VALUE)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 999, 1_000, 1_001, 123_456_789})
    void aPhaseThatIsCutAfterSoManyDocumentsHasJustThose(long documents) {
        for (Rate rate : List.of(Rate.perSecond(1_000), Rate.perSecond(999_983), Rate.parse("7/s"))) {
            LoadPhase cut = new ConstantRate(rate, Duration.ofSeconds(1)).until(documents);
            assertThat(cut.documents()).as(rate.toString()).isEqualTo(documents);
            assertThat(cut.offsetNanos(documents - 1)).isLessThan(cut.durationNanos());
        }
    }

    @Test
    void aPhaseCannotBeLongerThanTheLongestWhoeverAsks() {
        ConstantRate phase = new ConstantRate(Rate.perSecond(2), Duration.ofSeconds(1));
        long most = 2L * 3_650 * 86_400;

        assertThat(phase.until(most).durationNanos()).isEqualTo(LoadPhase.DURATION_MAX.toNanos());
        for (long tooMany : new long[] {most + 1, 1_000_000_000_000_000L, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> phase.until(tooMany))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("'documents': " + tooMany)
                    .hasMessageContaining("at most " + most);
        }
        for (Duration never : List.of(Duration.ZERO, Duration.ofNanos(-1), LoadPhase.DURATION_MAX.plusNanos(1))) {
            assertThatThrownBy(() -> phase.lasting(never))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("'duration': " + never);
        }
    }

    @Test
    void thereIsNoTimeForADocumentThatDoesNotExist() {
        Schedule schedule = phases();

        assertThatThrownBy(() -> schedule.offsetNanos(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> schedule.offsetNanos(schedule.documents()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** 2 s of 10/s, 1 s of 1000/s, 91 s of 1/min, 3 s of 3/s. */
    private static Schedule phases() {
        return new Schedule(List.of(
                new ConstantRate(Rate.perSecond(10), Duration.ofSeconds(2)),
                new ConstantRate(Rate.perSecond(1_000), Duration.ofSeconds(1)),
                new ConstantRate(Rate.parse("1/min"), Duration.ofSeconds(91)),
                new ConstantRate(Rate.perSecond(3), Duration.ofSeconds(3))));
    }

    private static long exactOffset(Rate rate, long n) {
        return BigInteger.valueOf(n)
                .multiply(NANOS)
                .multiply(BigInteger.valueOf(rate.seconds()))
                .divide(BigInteger.valueOf(rate.documents()))
                .longValueExact();
    }
}
