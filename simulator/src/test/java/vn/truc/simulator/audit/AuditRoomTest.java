package vn.truc.simulator.audit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What an audit cannot hold is said before anything is issued. */
class AuditRoomTest {

    private static final long TWO_GIB = 2L << 30;

    @Test
    void tensOfMillionsOfDocumentsFitIntoTheHeapOfTheLauncher() {
        assertThatCode(() -> Audit.requireRoom(20_000_000, TWO_GIB)).doesNotThrowAnyException();
    }

    @Test
    void whatDoesNotFitIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> Audit.requireRoom(100_000_000, TWO_GIB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "100,000,000 documents takes 4,216 MiB", "2,048 MiB", "--documents", "-Xmx10g");
        assertThatThrownBy(() -> Audit.requireRoom(1L << 32, Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("at most 268,435,456 documents", "not 4,294,967,296");
    }
}
