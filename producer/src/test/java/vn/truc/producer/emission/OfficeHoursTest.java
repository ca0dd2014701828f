package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeHoursTest {

    /** A Tuesday. */
    private static final Instant START = Instant.parse("2020-12-01T00:00:00+07:00");

    @Test
    void aWeekThatIsAlwaysBusyIsAConstantRate() {
        int[] always = new int[OfficeWeek.HALF_HOURS];
        Arrays.fill(always, 100);
        for (String rate : List.of("50/s", "7/min", "999983/s", "0.7/s")) {
            ConstantRate constant = new ConstantRate(Rate.parse(rate), Duration.ofMillis(61_007));
            OfficeHours office = new OfficeHours(
                    constant.rate(), OfficeWeek.of(always), START.plusNanos(123), 86_399, constant.duration());

            assertThat(office.documents()).isEqualTo(constant.documents());
            for (long k = 0; k < Math.min(10_000, office.documents()); k++) {
                assertThat(office.offsetNanos(k)).isEqualTo(constant.offsetNanos(k));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"50/s,60000,86400", "7/s,3000,604800", "1000/s,1000,31536000", "3/min,86400000,1", "2/s,45000,7777"})
    void offsetsNeverFallAndWhatIsDueIsTheirInverse(String rate, long millis, long speed) {
        OfficeHours office = new OfficeHours(
                Rate.parse(rate), OfficeWeek.DEFAULT, START.plusMillis(4_321), speed, Duration.ofMillis(millis));
        PhaseOrder.holdsFor(office);
    }

    /** The last two are of a week that is idle but for a half hour, and of a rate that no long can multiply. */
    @ParameterizedTest
    @CsvSource({
        "50/s,86400,100",
        "12748300/min,3153600,100",
        "999983/s,31536000,100",
        "3/h,1,100",
        "12748300/min,3153600,1",
        "0.001/s,31536000,100"
    })
    void offsetsOfManyAreThoseOfEach(String rate, long speed, int busy) {
        int[] percents = new int[OfficeWeek.HALF_HOURS];
        Arrays.fill(percents, busy == 1 ? 0 : 1);
        percents[49] = busy;
        OfficeHours office = new OfficeHours(
                Rate.parse(rate), OfficeWeek.of(percents), START.plusMillis(4_321), speed, Duration.ofDays(1));
        LongUnaryOperator offsets = office.offsets();

        for (long k = 0; k < Math.min(1_000, office.documents()); k++) {
            assertThat(offsets.applyAsLong(k)).isEqualTo(office.offsetNanos(k));
        }
        // over the bound of what fits, wherever it is
        for (long k = 1_000; k < office.documents(); k += k / 50) {
            assertThat(offsets.applyAsLong(k)).as("document %s", k).isEqualTo(office.offsetNanos(k));
        }
    }

    @Test
    void aDayHasItsPeaksAndAWeekItsEnd() {
        // four simulated weeks in real time
        OfficeHours office =
                OfficeHours.on(new SimulatedClock(START, 1), Duration.ZERO, Rate.parse("3600/h"), Duration.ofDays(28));
        long[] byHour = new long[24];
        long[] byDay = new long[8];
        for (long k = 0; k < office.documents(); k++) {
            ZonedDateTime due = START.plusNanos(office.offsetNanos(k)).atZone(SimulatedClock.ZONE);
            byHour[due.getHour()]++;
            byDay[due.getDayOfWeek().getValue()]++;
        }

        // 100 percent on Mondays, 90 on four days, 1 at weekends; an hour of the peak is 3,600
        assertThat(byHour[9]).isCloseTo(4 * (3_600 + 4 * 3_240 + 2 * 36), within(20L));
        assertThat(byHour[10]).isCloseTo(byHour[9], within(20L));
        assertThat(byHour[14]).isCloseTo(byHour[9], within(20L));
        assertThat(byHour[15]).isCloseTo(byHour[9], within(20L));
        assertThat(byHour[16]).isLessThan(byHour[15]).isGreaterThan(byHour[17]);
        assertThat(byHour[12]).isLessThan(byHour[11]);
        assertThat(byHour[2]).isCloseTo(4 * 7 * 36, within(20L));
        assertThat(byDay[DayOfWeek.MONDAY.getValue()]).isGreaterThan(byDay[DayOfWeek.TUESDAY.getValue()]);
        assertThat(byDay[DayOfWeek.SUNDAY.getValue()]).isCloseTo(4 * 24 * 36, within(20L));
    }

    @Test
    void shortHalfHoursAreNotRoundedUpToADocument() {
        // a day a second: a half hour takes 21 ms, in which 50/s is a document
        OfficeHours office = OfficeHours.on(
                new SimulatedClock(START, 86_400), Duration.ZERO, Rate.perSecond(50), Duration.ofSeconds(70));
        double meanPercent = OfficeWeek.DEFAULT.work() / (double) OfficeWeek.NANOS;

        assertThat((double) office.documents()).isCloseTo(50 * 70 * meanPercent / 100, within(1.0));
    }

    @Test
    void aLaterPhaseBeginsAtALaterHour() {
        SimulatedClock clock = new SimulatedClock(START, 86_400);
        OfficeHours whole = OfficeHours.on(clock, Duration.ZERO, Rate.perSecond(50), Duration.ofSeconds(14));
        OfficeHours second = OfficeHours.on(clock, Duration.ofSeconds(7), Rate.perSecond(50), Duration.ofSeconds(7));

        assertThat(second.start()).isEqualTo(START.plus(Duration.ofDays(7)));
        assertThat(second.offsetNanos(10))
                .isEqualTo(whole.lasting(Duration.ofSeconds(7)).offsetNanos(10));
    }

    @Test
    void officeHoursThatAreCutOrGoOnKeepTheirHours() {
        OfficeHours office = OfficeHours.on(
                new SimulatedClock(START, 86_400), Duration.ZERO, Rate.perSecond(50), Duration.ofSeconds(10));
        for (long documents : new long[] {1, 50, office.documents(), office.documents() + 1, 10_000}) {
            LoadPhase until = office.until(documents);
            assertThat(until.documents()).isEqualTo(documents);
            assertThat(until.offsetNanos(documents - 1)).isEqualTo(office.offsetNanos(documents - 1));
        }
        assertThatThrownBy(() -> office.until(Long.MAX_VALUE))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("'documents': " + Long.MAX_VALUE)
                .hasMessageContaining("at most ");
        assertThatThrownBy(() -> office.lasting(Duration.ZERO)).hasMessageContaining("'duration': PT0S");
    }

    @Test
    void nothingIsDueInAHalfHourWithoutWork() {
        int[] percents = new int[OfficeWeek.HALF_HOURS];
        percents[49] = 100;
        OfficeHours office = new OfficeHours(Rate.perSecond(1), OfficeWeek.of(percents), START, 1, Duration.ofDays(8));

        // Tuesday from 0:30 to 1:00, and the same a week later
        assertThat(office.documents()).isEqualTo(3_600);
        assertThat(office.offsetNanos(0)).isEqualTo(Duration.ofMinutes(30).toNanos());
        assertThat(office.offsetNanos(1_799))
                .isEqualTo(Duration.ofSeconds(3_599).toNanos());
        assertThat(office.offsetNanos(1_800))
                .isEqualTo(Duration.ofDays(7).plusMinutes(30).toNanos());
        assertThat(office.dueBy(Duration.ofDays(3).toNanos())).isEqualTo(1_800);
    }

    @Test
    void aWeekThatCannotBeIsNamed() {
        assertThatThrownBy(() -> OfficeWeek.of(1, 2)).hasMessageContaining("'percents': 2 half hours; 336");
        assertThatThrownBy(() -> OfficeWeek.of(new int[OfficeWeek.HALF_HOURS])).hasMessageContaining("no work");
        int[] over = new int[OfficeWeek.HALF_HOURS];
        over[7] = 101;
        assertThatThrownBy(() -> OfficeWeek.of(over)).hasMessageContaining("'percents[7]': 101; 0 to 100");
    }
}
