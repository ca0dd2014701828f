package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for a phase of any shape in which no two documents are due at once. */
final class PhaseOrder {

    private PhaseOrder() {}

    /** Walks the phase: offsets rise, and what is due is their inverse. */
    static void holdsFor(LoadPhase phase) {
        long before = -1;
        for (long k = 0; k < phase.documents(); k++) {
            long offset = phase.offsetNanos(k);
            assertThat(offset).isGreaterThan(before).isLessThan(phase.durationNanos());
            assertThat(phase.dueBy(offset)).isEqualTo(k + 1);
            assertThat(phase.dueBy(offset - 1)).isEqualTo(k);
            before = offset;
        }
        assertThat(phase.offsetNanos(phase.documents())).isGreaterThanOrEqualTo(phase.durationNanos());
        assertThat(phase.dueBy(Long.MAX_VALUE)).isEqualTo(phase.documents());
        assertThat(phase.dueBy(Long.MIN_VALUE)).isZero();
    }
}
