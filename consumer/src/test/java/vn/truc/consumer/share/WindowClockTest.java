package vn.truc.consumer.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class WindowClockTest {

    private static final long SIZE = 100;
    private static final long GRACE = 50;

    private final WindowClock clock = new WindowClock(SIZE, GRACE, WindowClock.UNKNOWN);

    @Test
    void aWindowTakesEventsUntilItsGraceIsOver() {
        clock.place(249, true);
        assertThat(clock.place(199, true)).isEqualTo(Placement.IN_TIME);

        clock.place(250, true);

        assertThat(clock.place(199, true)).isEqualTo(Placement.LATE);
        assertThat(clock.place(200, true)).isEqualTo(Placement.IN_TIME);
    }

    @Test
    void anEventInThePastDoesNotTurnTimeBack() {
        clock.place(1_000, true);
        clock.place(10, true);

        assertThat(clock.believedMillis()).isEqualTo(1_000);
        assertThat(clock.place(10, true)).isEqualTo(Placement.LATE);
    }

    @Test
    void aDateThatNobodyVouchesForIsBelievedUpToHalfTheGraceAhead() {
        clock.place(1_000, true);

        assertThat(clock.place(1_025, false)).isEqualTo(Placement.IN_TIME);
        assertThat(clock.place(1_026, false)).isEqualTo(Placement.UNDATED);
        assertThat(clock.place(999, false)).isEqualTo(Placement.IN_TIME);
    }

    @Test
    void forgedDatesCannotDriveTimeOnHoweverManyThereAre() {
        clock.place(1_000, true);

        for (long claimed = 1_000; claimed < 10_000; claimed++) {
            clock.place(claimed, false);
        }

        assertThat(clock.believedMillis()).isEqualTo(1_000);
        assertThat(clock.place(1_001, true)).isEqualTo(Placement.IN_TIME);
        assertThat(clock.place(1_027, false)).isEqualTo(Placement.UNDATED);
    }

    @Test
    void beforeAnyBelievableDateAClaimHasNone() {
        assertThat(clock.place(5, false)).isEqualTo(Placement.UNDATED);
    }

    @Test
    void theLargestDateOverflowsNothing() {
        clock.place(1_000, true);

        assertThat(clock.place(Long.MAX_VALUE, false)).isEqualTo(Placement.UNDATED);
        assertThat(clock.place(1_000, true)).isEqualTo(Placement.IN_TIME);
    }

    @Test
    void aClockThatWasStoppedGoesOnFromItsTime() {
        WindowClock restarted = new WindowClock(SIZE, GRACE, 1_000);

        assertThat(restarted.place(10, true)).isEqualTo(Placement.LATE);
        assertThat(restarted.place(1_010, false)).isEqualTo(Placement.IN_TIME);
    }

    @Test
    void whatIsInTimeIsAlwaysStillKeptEvenByAClockThatWentOnFromAWindowAgo() {
        long retention = WindowClock.retentionMillis(SIZE, GRACE);
        clock.place(1_000, true);
        clock.place(1_000 + GRACE / 2, false);
        WindowClock restarted = new WindowClock(SIZE, GRACE, 1_000 - SIZE);

        for (long at = 0; at < 1_000; at++) {
            if (restarted.place(at, true) == Placement.IN_TIME) {
                assertThat(restarted.startOf(at)).isGreaterThan(clock.startOf(1_000 + GRACE / 2) - retention);
            }
        }
    }

    @Test
    void aWindowNeedsASizeAndNoNegativeGrace() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowClock(0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowClock(1, -1, -1));
    }
}
