package vn.truc.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyBreakdownTest {

    @Test
    void thePartsAndTheIntervalsAddUpToTheWholeWhoeverIsReadFirst() {
        // given latencies in three parts, with a look at one of them or at the sum in between
        LatencyBreakdown breakdown = new LatencyBreakdown(3);
        Histogram all = LatencyRecorder.noLatencies();
        Histogram intervals = LatencyRecorder.noLatencies();
        Random random = new Random(7);
        for (int i = 1; i <= 3_000; i++) {
            long micros = 1L + random.nextInt(10_000_000);
            breakdown.part(i % 3).record(1_000, 1_000 + micros);
            all.recordValue(micros);
            if (i % 100 == 0) {
                breakdown.part(i % 7 % 3).summary();
            }
            if (i % 700 == 0) {
                intervals.add(breakdown.takeInterval());
            }
        }

        // when
        intervals.add(breakdown.takeInterval());

        // then
        assertThat(intervals).isEqualTo(all);
        assertThat(breakdown.histogram()).isEqualTo(all);
        assertThat(breakdown.summary()).isEqualTo(LatencySummary.of(all, 0, 0));
        for (int part = 0; part < 3; part++) {
            assertThat(breakdown.part(part).summary().count()).isEqualTo(1_000);
        }
        assertThat(breakdown.takeInterval().getTotalCount()).isZero();
    }

    @Test
    void negativesAndTheWarmUpAreCountedApartInEachPart() {
        LatencyBreakdown breakdown = new LatencyBreakdown(2);
        breakdown.countFrom(1_000);

        breakdown.part(0).record(999, 5_000);
        breakdown.part(0).record(1_000, 998);
        breakdown.part(1).record(1_000, 900);
        breakdown.part(1).record(1_000, 1_040, 1_047);

        assertThat(breakdown.part(0).summary().negatives()).isEqualTo(1);
        assertThat(breakdown.summary()).isEqualTo(new LatencySummary(1, 7, 7, 7, 7, 7, 2, 1));
    }

    @Test
    void whatThreadsRecordWhileOthersReadIsNeitherLostNorDoubled() throws InterruptedException {
        LatencyBreakdown breakdown = new LatencyBreakdown(2);
        CountDownLatch writing = new CountDownLatch(2);
        List<Thread> writers = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            LatencyRecorder recorder = breakdown.part(part);
            writers.add(new Thread(() -> {
                for (int i = 1; i <= 100_000; i++) {
                    recorder.record(0, i);
                }
                writing.countDown();
            }));
        }
        writers.forEach(Thread::start);

        long taken = 0;
        while (writing.getCount() > 0) {
            taken += breakdown.takeInterval().getTotalCount();
            breakdown.part(0).summary();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        taken += breakdown.takeInterval().getTotalCount();

        assertThat(taken).isEqualTo(200_000);
        assertThat(breakdown.summary().count()).isEqualTo(200_000);
    }
}
