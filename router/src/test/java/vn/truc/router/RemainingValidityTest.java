package vn.truc.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemainingValidityTest {

    private static final long START = 1_000;

    private final RemainingValidity validity = new RemainingValidity();

    @Test
    void nothingSeenIsNoFigure() {
        validity.seen(Long.MAX_VALUE, START);

        assertThat(validity.seconds(START)).isNaN();
    }

    @Test
    void theShortestStandsForAtLeastOneTurn() {
        validity.seen(90_000, START);
        validity.seen(30_500, START);
        validity.seen(60_000, START);

        assertThat(validity.seconds(START)).isEqualTo(30.5);
        assertThat(validity.seconds(START + RemainingValidity.KEPT_NANOS + 1)).isEqualTo(30.5);
    }

    @Test
    void whatIsNoLongerUsedIsForgotten() {
        validity.seen(30_500, START);
        validity.seen(60_000, START + RemainingValidity.KEPT_NANOS + 1);

        assertThat(validity.seconds(START + 2 * RemainingValidity.KEPT_NANOS + 2))
                .isEqualTo(60);
        assertThat(validity.seconds(START + 5 * RemainingValidity.KEPT_NANOS)).isNaN();
    }
}
