package vn.truc.runtime.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacerTest {

    @Test
    void theScheduleStandsStillWhileTheGeneratorStalls() {
        // given a schedule that started at a known moment
        AtomicLong nanos = new AtomicLong(5_000);
        Clock clock = Clock.fixed(Instant.parse("2021-06-30T00:00:00.000123Z"), ZoneOffset.UTC);
        Pacer pacer = Pacer.startingNow(clock, nanos::get);

        // when the process is stopped for a second
        nanos.addAndGet(1_000_000_000L);

        // then what was intended meanwhile is in the past, and its wall-clock time did not move
        assertThat(pacer.elapsedNanos()).isEqualTo(1_000_000_000L);
        assertThat(pacer.epochMicrosAt(1_000_000)).isEqualTo(1_625_011_200_000_123L + 1_000);
    }

    @Test
    void waitsOnlyForWhatLiesAhead() {
        Pacer pacer = Pacer.startingNow(Clock.systemUTC(), System::nanoTime);

        pacer.parkUntil(-1, Long.MAX_VALUE);
        long ahead = pacer.elapsedNanos() + 100_000_000;
        int waits = 0;
        while (pacer.elapsedNanos() < ahead) {
            pacer.parkUntil(ahead, Long.MAX_VALUE);
            waits++;
        }

        // a wait may end early, which is rare; what does not wait comes round a million times
        assertThat(waits).isLessThan(1_000);
    }

    @Test
    @Timeout(60)
    void waitsNoLongerThanItsCallerWants() {
        Pacer pacer = Pacer.startingNow(Clock.systemUTC(), System::nanoTime);

        pacer.parkUntil(TimeUnit.DAYS.toNanos(1), 1_000_000);

        assertThat(pacer.elapsedNanos()).isLessThan(TimeUnit.DAYS.toNanos(1));
    }
}
