package vn.truc.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.truc.producer.emission.ConstantRate;
import vn.truc.producer.emission.DayHours;
import vn.truc.producer.emission.LinearRamp;
import vn.truc.producer.emission.LoadPhase;
import vn.truc.producer.emission.OfficeHours;
import vn.truc.producer.emission.OfficeWeek;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.Scenario;

class LoadReaderTest {

    private static final String SMOKE = Scenarios.text("smoke");
    private static final String PHASE = "{rate: 500/s, duration: 5s}";

    @Test
    void aRampRisesOrFallsForItsDuration() {
        assertThat(load("{ramp: 100/s..20000/s, duration: 2m}"))
                .containsExactly(new LinearRamp(Rate.perSecond(100), Rate.perSecond(20_000), Duration.ofMinutes(2)));
        assertThat(load("{ramp: 200..30/min, duration: 2s}"))
                .containsExactly(new LinearRamp(Rate.perSecond(200), Rate.parse("0.5/s"), Duration.ofSeconds(2)));
    }

    @Test
    void stepsAreConstantPhasesOneAfterTheOther() {
        assertThat(load("{steps: [1000/s, 2000/s, 5000/s], each: 30s}"))
                .containsExactly(constant(1_000, 30), constant(2_000, 30), constant(5_000, 30));
    }

    @Test
    void aSpikeStandsOnItsBase() {
        assertThat(load("{spike: 20000/s, base: 1000/s, at: 10s, for: 5s, duration: 30s}"))
                .containsExactly(constant(1_000, 10), constant(20_000, 5), constant(1_000, 15));
        assertThat(load("{spike: 200/s, base: 10/s, at: 0s, for: 5s, duration: 30s}"))
                .containsExactly(constant(200, 5), constant(10, 25));
        assertThat(load("{spike: 200/s, base: 10/s, at: 25s, for: 5s, duration: 30s}"))
                .containsExactly(constant(10, 25), constant(200, 5));
    }

    @Test
    void officeHoursBeginAtTheHourAtWhichThePhasesBeforeEnd() {
        Scenario scenario =
                read("{steps: [10/s, 20/s], each: 3s}\n  - {office-hours: 50/s, duration: 1m}\n  - " + PHASE);

        assertThat(scenario.load())
                .containsExactly(
                        constant(10, 3),
                        constant(20, 3),
                        OfficeHours.on(
                                scenario.clock(), Duration.ofSeconds(6), Rate.perSecond(50), Duration.ofMinutes(1)),
                        constant(500, 5));
    }

    @Test
    void officeHoursCanHaveDaysHoursAndABreakOfTheirOwn() {
        OfficeWeek week = OfficeWeek.of(
                EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), new DayHours(15, 33), new DayHours(24, 26));
        OfficeWeek morningsOnly =
                OfficeWeek.of(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), new DayHours(14, 22), DayHours.NONE);

        assertThat(
                        load(
                                "{office-hours: 5/s, duration: 1m, days: [saturday, sunday], hours: 7:30-16:30, lunch: 12:00-13:00}"))
                .singleElement()
                .satisfies(phase -> assertThat(((OfficeHours) phase).week()).isEqualTo(week));
        assertThat(load("{office-hours: 5/s, duration: 1m, hours: 07:00-11:00}"))
                .singleElement()
                .satisfies(phase -> assertThat(((OfficeHours) phase).week()).isEqualTo(morningsOnly));
    }

    @Test
    void onHolidaysAsLittleHappensAsAtNight() {
        // given a clock that starts on 28 December 2020 and on which a day passes in a second
        List<LoadPhase> phases =
                load("{office-hours: 5000/s, duration: 10s, holidays: [2021-01-01, 2021-01-04..2021-01-05]}");

        assertThat(phases)
                .extracting(LoadPhase::duration)
                .extracting(Duration::toSeconds)
                .containsExactly(4L, 1L, 2L, 1L, 1L, 1L);
        assertThat(phases)
                .extracting(phase -> ((OfficeHours) phase).week())
                .containsExactly(
                        OfficeWeek.DEFAULT,
                        OfficeWeek.HOLIDAYS,
                        OfficeWeek.DEFAULT,
                        OfficeWeek.HOLIDAYS,
                        OfficeWeek.HOLIDAYS,
                        OfficeWeek.DEFAULT);
        assertThat(phases.get(1).documents()).isEqualTo(50);
        assertThat(phases.get(3).documents()).isEqualTo(50);
        assertThat(phases.get(5).documents()).isGreaterThan(1_000);
    }

    @Test
    void holidaysOutsideTheLoadChangeNothing() {
        assertThat(load("{office-hours: 5/s, duration: 10s, holidays: [2020-12-27, 2021-01-07]}"))
                .isEqualTo(load("{office-hours: 5/s, duration: 10s}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{duration: 5s}|load[0].rate|missing|a phase with one of rate, ramp, steps, spike, office-hours",
                "{rate: 1/s, ramp: 1..2, duration: 5s}|load[0].ramp|1..2 given|rate is given",
                "{rampp: 1..2, duration: 5s}|load[0].rampp|unknown key|did you mean 'ramp'",
                "{ramp: 1..2, duration: 5s, each: 2s}|load[0].each|unknown key|duration",
                "{ramp: 1-2, duration: 5s}|load[0].ramp|1-2 given|two rates such as 100/s..20000/s",
                "{ramp: 0..2, duration: 5s}|load[0].ramp|0..2 given|two rates such as 100/s..20000/s",
                "{ramp: 1..2}|load[0].duration|missing|a duration such as",
                "{ramp: 1..2, duration: 0s}|load[0].duration|0s given|more than 0s",
                "{steps: 1/s, each: 5s}|load[0].steps|1/s given|a list, each a rate such as",
                "{steps: [], each: 5s}|load[0].steps|nothing given|at least one rate",
                "{steps: [1/s, fast], each: 5s}|load[0].steps[1]|fast given|a rate such as",
                "{steps: [1/s], each: 0s}|load[0].each|0s given|more than 0s",
                "{steps: [1/s], duration: 5s}|load[0].each|missing|a duration such as",
                "{spike: 9/s, at: 1s, for: 1s, duration: 5s}|load[0].base|missing|a rate such as",
                "{spike: 9/s, base: 1/s, at: 5s, for: 1s, duration: 5s}|load[0].at|5s given|less than the duration",
                "{spike: 9/s, base: 1/s, at: 1s, for: 0s, duration: 5s}|load[0].for|0s given|more than 0s",
                "{spike: 9/s, base: 1/s, at: 1s, for: 5s, duration: 5s}|load[0].for|5s given|ends before its phase",
                "{office-hours: busy, duration: 5s}|load[0].office-hours|busy given|a rate such as",
                "{office-hours: 5/s, duration: 5s, days: [mon]}|load[0].days[0]|mon given|one of monday, tuesday",
                "{office-hours: 5/s, duration: 5s, days: []}|load[0].days|no day|at least one day of the week",
                "{office-hours: 5/s, duration: 5s, hours: 8-17}|load[0].hours|8-17 given|such as 8:00-17:00",
                "{office-hours: 5/s, duration: 5s, hours: 8:00-8:00}|load[0].hours|8:00-8:00 given|later than the first",
                "{office-hours: 5/s, duration: 5s, lunch: 7:00-8:30}|load[0].lunch|7:00-8:30 given|within the hours 8:00",
                "{office-hours: 5/s, duration: 5s, lunch: 8:00-17:00}|load[0].lunch|8:00-17:00 given|leaves something",
                "{office-hours: 5/s, duration: 5s, holidays: [tet]}|load[0].holidays[0]|tet given|a date such as",
                "{rate: 5/s, duration: 5s, hours: 8:00-17:00}|load[0].hours|unknown key|allowed here",
                "{office-hours: 5/s, duration: 4000d}|load[0].duration|4000d given|at most 3650d",
            })
    void aMalformedPhaseIsNamedWithItsLineAndWhatIsAllowed(String phase, String key, String found, String allowed) {
        List<Problem> problems = problemsOf(SMOKE.replace(PHASE, phase));

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.found()).isEqualTo(found);
            assertThat(problem.allowed()).contains(allowed);
            assertThat(SMOKE.lines().toList().get(problem.line() - 1)).contains(PHASE);
        });
    }

    @Test
    void documentsOfTheWarmUpAreNamedByTheirTime() {
        assertThat(read(PHASE).warmUp()).isZero();
        assertThat(ScenarioReader.read("mine.yaml", SMOKE + "\nwarmUp: 10s\n")
                        .scenario()
                        .warmUp())
                .hasSeconds(10);
        assertThat(problemsOf(SMOKE + "\nwarmUp: soon\n"))
                .extracting(Problem::key)
                .containsExactly("warmUp");
    }

    private static List<LoadPhase> load(String phase) {
        return read(phase).load();
    }

    private static Scenario read(String phase) {
        assertThat(SMOKE).contains(PHASE);
        return ScenarioReader.read("mine.yaml", SMOKE.replace(PHASE, phase)).scenario();
    }

    private static List<Problem> problemsOf(String text) {
        InvalidScenarioException invalid =
                catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioReader.read("mine.yaml", text));
        assertThat(invalid).isNotNull();
        return invalid.problems();
    }

    private static ConstantRate constant(long perSecond, long seconds) {
        return new ConstantRate(Rate.perSecond(perSecond), Duration.ofSeconds(seconds));
    }
}
