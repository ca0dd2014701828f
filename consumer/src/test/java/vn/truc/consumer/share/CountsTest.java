package vn.truc.consumer.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CountsTest {

    @Test
    void theElectronicShareTakesParallelInAndThePaperlessShareDoesNot() {
        Counts counts = new Counts(60, 30, 8, 2, 400, 5);

        assertThat(counts.documents()).isEqualTo(100);
        assertThat(counts.electronicShare()).isEqualTo(0.9, within(1e-12));
        assertThat(counts.paperlessShare()).isEqualTo(0.6, within(1e-12));
    }

    @Test
    void withoutDocumentsThereIsNoShare() {
        Counts deliveriesOnly = new Counts(0, 0, 0, 0, 7, 1);

        assertThat(Counts.NONE.electronicShare()).isNaN();
        assertThat(deliveriesOnly.electronicShare()).isNaN();
        assertThat(deliveriesOnly.paperlessShare()).isNaN();
    }

    @Test
    void whatWasAddedCanBeTakenAway() {
        Counts some = new Counts(1, 2, 3, 4, 5, 6);
        Counts more = new Counts(10, 20, 30, 40, 50, 60);

        assertThat(some.plus(more)).isEqualTo(new Counts(11, 22, 33, 44, 55, 66));
        assertThat(some.plus(more).minus(some)).isEqualTo(more);
    }
}
