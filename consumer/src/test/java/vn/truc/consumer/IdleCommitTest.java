package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

final class IdleCommitTest {

    private final MockProcessorContext<byte[], byte[]> task = new MockProcessorContext<>();
    private final IdleCommit instance = new IdleCommit();
    private final IdleCommit.Watch watch = instance.watch(task);
    private long now = 1_000_000;

    @Test
    void commitsOnceNothingMoreCame() {
        watch.worked();
        watch.worked();

        assertThat(looks()).singleElement().satisfies(look -> {
            assertThat(look.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
            assertThat(look.getInterval()).isEqualTo(IdleCommit.EVERY);
        });
        look();
        assertThat(task.committed()).as("a record came since the first").isFalse();
        look();
        assertThat(task.committed()).as("nothing came since the last look").isTrue();
    }

    @Test
    void leavesTheCommitToItsIntervalWhileAnyTaskOfTheInstanceWorks() {
        IdleCommit.Watch other = instance.watch(new MockProcessorContext<byte[], byte[]>());
        watch.worked();

        for (int i = 0; i < 100; i++) {
            other.worked();
            look();
        }

        assertThat(task.committed()).isFalse();
    }

    @Test
    void commitsBurstsTogether() {
        watch.worked();
        look();
        assertThat(task.committed()).isTrue();
        task.resetCommit();

        long rested = now + IdleCommit.REST.toMillis();
        watch.worked();
        while (now + IdleCommit.EVERY.toMillis() < rested) {
            look();
            assertThat(task.committed()).isFalse();
        }
        look();
        assertThat(task.committed()).as("the thread has rested").isTrue();
    }

    /** For the library a task that looks has something to commit: it would commit for ever. */
    @Test
    void doesNotLookWhereNothingWasWorkedOn() {
        assertThat(looks()).isEmpty();

        watch.worked();
        look();
        assertThat(task.committed()).isTrue();
        assertThat(looks()).allMatch(CapturedPunctuator::cancelled);

        task.resetCommit();
        now += IdleCommit.REST.toMillis();
        watch.worked();
        assertThat(looks()).filteredOn(look -> !look.cancelled()).hasSize(1);
        look();
        assertThat(task.committed()).as("more came").isTrue();
    }

    private List<CapturedPunctuator> looks() {
        return task.scheduledPunctuators();
    }

    private void look() {
        now += IdleCommit.EVERY.toMillis();
        looks().stream().filter(look -> !look.cancelled()).toList().forEach(look -> look.getPunctuator()
                .punctuate(now));
    }
}
