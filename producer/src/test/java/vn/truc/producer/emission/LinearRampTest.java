package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearRampTest {

    private static final Rate SLOW = Rate.perSecond(100);
    private static final Rate FAST = Rate.perSecond(20_000);

    @ParameterizedTest
    @CsvSource({
        "100/s,20000/s,120000000000",
        "20000/s,100/s,120000000000",
        "1/s,1000000/s,1000000000",
        "1000000/s,0.001/h,1000000000",
        "0.001/h,1000000/s,1000000000",
        "0.001/h,0.002/h,315360000000000000",
        "7/min,11/h,86399999999999",
        "11/h,7/min,86399999999999",
        "1000000/s,0.001/h,315360000000000000",
        "0.001/h,1000000/s,315360000000000000",
        "999983/s,999979/s,999999937",
        "5/s,5/s,7000000001",
        "0.7/s,0.9/s,1",
        "123456789/h,1.001/s,61000000007"
    })
    void documentKIsDueWhenTheIntegralReachesK(String from, String to, long spanNanos) {
        LinearRamp ramp = new LinearRamp(Rate.parse(from), Rate.parse(to), Duration.ofNanos(spanNanos));
        BigDecimal area = integral(ramp, BigInteger.valueOf(spanNanos));
        long documents = ramp.documents();

        assertThat(documents).isEqualTo(area.setScale(0, RoundingMode.CEILING).longValueExact());
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            long k =
                    i < 100 ? i : i < 200 ? Math.max(0, documents - i + 100) : (long) (random.nextDouble() * documents);
            hold(ramp, k);
        }
    }

    @Test
    void randomRampsAreExactTooAndGoOnAtTheirLastRate() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            Rate from = rate(random);
            Rate to = rate(random);
            long spanNanos = 1 + (long) Math.pow(10, random.nextDouble() * 17);
            LinearRamp ramp = new LinearRamp(from, to, Duration.ofNanos(spanNanos));
            long documents = ramp.documents();
            long last = ramp.lasting(LoadPhase.DURATION_MAX).documents() - 1;
            for (int j = 0; j < 10; j++) {
                hold(ramp, Math.min(last, (long) (random.nextDouble() * 1.5 * documents)));
            }
            hold(ramp, documents - 1);
            hold(ramp, Math.min(last, documents));
        }
    }

    @Test
    void offsetsNeverFallAndWhatIsDueIsTheirInverse() {
        for (LinearRamp ramp : List.of(
                new LinearRamp(SLOW, FAST, Duration.ofSeconds(2)),
                new LinearRamp(FAST, Rate.parse("0.001/h"), Duration.ofMillis(1_234)),
                new LinearRamp(Rate.parse("3/min"), Rate.parse("7/h"), Duration.ofHours(1)),
                new LinearRamp(SLOW, FAST, Duration.ofSeconds(2)).lasting(Duration.ofMillis(700)),
                new LinearRamp(FAST, SLOW, Duration.ofSeconds(1)).lasting(Duration.ofSeconds(3)))) {
            PhaseOrder.holdsFor(ramp);
        }
    }

    @Test
    void aRampThatIsCutKeepsItsSlope() {
        LinearRamp ramp = new LinearRamp(SLOW, FAST, Duration.ofSeconds(2));

        LinearRamp cut = ramp.lasting(Duration.ofSeconds(1));

        // halfway the rate is (100 + 20,000) / 2: the mean of the first half is 5,075
        assertThat(cut.documents()).isEqualTo(5_075);
        for (long k = 0; k < cut.documents(); k++) {
            assertThat(cut.offsetNanos(k)).isEqualTo(ramp.offsetNanos(k));
        }
        assertThat(cut.lasting(Duration.ofSeconds(2))).isEqualTo(ramp);
    }

    @Test
    void aRampThatGoesOnStaysAtItsLastRate() {
        LinearRamp longer = new LinearRamp(SLOW, FAST, Duration.ofSeconds(2)).lasting(Duration.ofSeconds(5));

        assertThat(longer.documents()).isEqualTo(20_100 + 60_000);
        assertThat(longer.offsetNanos(20_100)).isEqualTo(2_000_000_000);
        assertThat(longer.offsetNanos(20_101)).isEqualTo(2_000_050_000);
        assertThat(longer.offsetNanos(80_099)).isEqualTo(4_999_950_000L);
    }

    @Test
    void aRampUntilANumberOfDocumentsHasJustThose() {
        LinearRamp up = new LinearRamp(SLOW, FAST, Duration.ofSeconds(2));
        LinearRamp down = new LinearRamp(Rate.perSecond(999_983), Rate.parse("1/h"), Duration.ofSeconds(1));
        for (LinearRamp ramp : List.of(up, down)) {
            for (long documents : new long[] {1, 2, 999, 20_099, 20_100, 20_101, 123_456, 499_992, 499_993}) {
                LoadPhase until = ramp.until(documents);
                assertThat(until.documents()).isEqualTo(documents);
                assertThat(until.offsetNanos(documents - 1)).isEqualTo(ramp.offsetNanos(documents - 1));
            }
        }
        long most = 20_100 + 20_000L * (3_650 * 86_400 - 2);
        assertThat(up.until(most).duration()).isEqualTo(LoadPhase.DURATION_MAX);
        for (long tooMany : new long[] {most + 1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> up.until(tooMany))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("'documents': " + tooMany)
                    .hasMessageContaining("at most " + most);
        }
    }

    @Test
    void aRampTakesAndLastsSomeTime() {
        for (Duration never : List.of(Duration.ZERO, Duration.ofNanos(-1), LoadPhase.DURATION_MAX.plusNanos(1))) {
            assertThatThrownBy(() -> new LinearRamp(SLOW, FAST, never, Duration.ofSeconds(1)))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("'span': " + never);
            assertThatThrownBy(() -> new LinearRamp(SLOW, FAST, Duration.ofSeconds(1)).lasting(never))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("'duration': " + never);
        }
    }

    /** The offset is the last nanosecond until which the integral is at most k, by its definition alone. */
    private static void hold(LinearRamp ramp, long k) {
        BigInteger offset = BigInteger.valueOf(ramp.offsetNanos(k));
        BigDecimal goal = BigDecimal.valueOf(k);
        assertThat(compare(ramp, offset, goal)).as("%s at %d", ramp, k).isNotPositive();
        assertThat(compare(ramp, offset.add(BigInteger.ONE), goal))
                .as("%s after %d", ramp, k)
                .isPositive();
        LinearRamp longer = ramp.lasting(LoadPhase.DURATION_MAX);
        if (offset.longValueExact() < longer.durationNanos()) {
            assertThat(longer.dueBy(offset.longValueExact())).isEqualTo(k + 1);
            assertThat(longer.dueBy(offset.longValueExact() - 1)).isEqualTo(k);
        }
    }

    private static int compare(LinearRamp ramp, BigInteger nanos, BigDecimal goal) {
        // both sides by twice the span and both rates' seconds, so that nothing is rounded
        BigDecimal span = BigDecimal.valueOf(ramp.span().toNanos());
        BigDecimal on = new BigDecimal(nanos).min(span);
        BigDecimal after = new BigDecimal(nanos).subtract(on);
        BigDecimal first = BigDecimal.valueOf(ramp.from().documents()).multiply(seconds(ramp.to()));
        BigDecimal last = BigDecimal.valueOf(ramp.to().documents()).multiply(seconds(ramp.from()));
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal left = two.multiply(span)
                .multiply(first)
                .multiply(on)
                .add(last.subtract(first).multiply(on).multiply(on))
                .add(two.multiply(span).multiply(last).multiply(after));
        BigDecimal right = goal.multiply(two)
                .multiply(span)
                .multiply(seconds(ramp.from()))
                .multiply(seconds(ramp.to()))
                .movePointRight(9);
        return left.compareTo(right);
    }

    /** The mean of the rates by the span; exact enough to be told from a whole number, which it may be. */
    private static BigDecimal integral(LinearRamp ramp, BigInteger span) {
        BigDecimal sum = BigDecimal.valueOf(ramp.from().documents())
                .multiply(seconds(ramp.to()))
                .add(BigDecimal.valueOf(ramp.to().documents()).multiply(seconds(ramp.from())));
        return sum.multiply(new BigDecimal(span))
                .movePointLeft(9)
                .divide(
                        BigDecimal.valueOf(2).multiply(seconds(ramp.from())).multiply(seconds(ramp.to())),
                        new MathContext(80));
    }

    private static BigDecimal seconds(Rate rate) {
        return BigDecimal.valueOf(rate.seconds());
    }

    private static Rate rate(Random random) {
        long seconds = 1 + (long) Math.pow(10, random.nextDouble() * 6.5);
        long documents = 1 + (long) Math.pow(10, random.nextDouble() * 6);
        return new Rate(random.nextBoolean() ? documents : 1, random.nextBoolean() ? seconds : 1);
    }
}
