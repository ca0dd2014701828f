package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

final class IdleCommitTest {

    private final AtomicLong polledBatches = new AtomicLong(7);
    private final MockProcessorContext<byte[], byte[]> task = new MockProcessorContext<>();
    private final IdleCommit idleCommit = new IdleCommit(polledBatches::get);

    @Test
    void looksByTheWallClockAsOftenAsItSays() {
        idleCommit.lookAfter(task);

        assertThat(task.scheduledPunctuators()).singleElement().satisfies(punctuator -> {
            assertThat(punctuator.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
            assertThat(punctuator.getInterval()).isEqualTo(IdleCommit.EVERY);
        });
    }

    @Test
    void commitsOnceNothingMoreCame() {
        idleCommit.lookAfter(task);
        polledBatches.incrementAndGet();

        look();
        assertThat(task.committed()).as("what came since the last look").isFalse();
        look();
        assertThat(task.committed()).as("nothing since the last look").isTrue();
    }

    @Test
    void leavesTheCommitToItsIntervalWhileRecordsCome() {
        idleCommit.lookAfter(task);

        for (int i = 0; i < 100; i++) {
            polledBatches.incrementAndGet();
            look();
        }

        assertThat(task.committed()).isFalse();
    }

    @Test
    void commitsNothingTwice() {
        idleCommit.lookAfter(task);
        polledBatches.incrementAndGet();
        look();
        look();
        task.resetCommit();

        look();
        look();
        assertThat(task.committed()).isFalse();

        polledBatches.incrementAndGet();
        look();
        look();
        assertThat(task.committed()).as("more came").isTrue();
    }

    private void look() {
        task.scheduledPunctuators().get(0).getPunctuator().punctuate(0);
    }
}
