package vn.truc.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Progress progress = new Progress(100);

    @Test
    void aWorkerMayIssueWhatIsDueUpToTheEndOfThePlan() {
        assertThat(progress.claim(0)).isZero();
        assertThat(progress.claim(40)).isEqualTo(40);
        assertThat(progress.claim(30)).isEqualTo(30);
        assertThat(progress.claim(101)).isEqualTo(100);
        assertThat(progress.end()).isEqualTo(100);
    }

    @Test
    void onceStoppedEveryWorkerStillComesToTheFurthestThatAnyBegan() {
        // given a worker that is ahead of another
        progress.claim(10);
        progress.claim(60);

        // when
        progress.stop();

        // then
        assertThat(progress.end()).isEqualTo(60);
        assertThat(progress.claim(10)).isEqualTo(10);
        assertThat(progress.claim(61)).isEqualTo(60);
        assertThat(progress.claim(100)).isEqualTo(60);
        assertThat(progress.end()).isEqualTo(60);
    }

    @Test
    void whatIsStoppedBeforeItBeganIsNothing() {
        progress.stop();

        assertThat(progress.claim(100)).isZero();
        assertThat(progress.end()).isZero();
    }

    @Test
    void stoppingTwiceOrAfterTheEndChangesNothing() {
        progress.claim(100);
        progress.stop();
        progress.stop();

        assertThat(progress.end()).isEqualTo(100);
    }

    @Test
    void workersThatAreStoppedWhileTheyRunAllComeToTheSameEnd() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 200; round++) {
                Progress shared = new Progress(1_000_000);
                Future<Long> one = threads.submit(() -> furthest(shared));
                Future<Long> other = threads.submit(() -> furthest(shared));
                long end = threads.submit(() -> {
                            shared.stop();
                            return shared.end();
                        })
                        .get();

                assertThat(shared.end()).isEqualTo(end);
                assertThat(one.get()).isEqualTo(end);
                assertThat(other.get()).isEqualTo(end);
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Claims one more again and again until it is not allowed. */
    private static long furthest(Progress shared) {
        long at = 0;
        while (shared.claim(at + 1) > at) {
            at++;
        }
        return at;
    }
}
