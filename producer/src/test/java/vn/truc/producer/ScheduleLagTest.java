package vn.truc.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import vn.truc.producer.emission.Shard;
import vn.truc.schemas.wire.RecordHeaders;

/** How far issuing is behind its schedule, and who hears of it. */
class ScheduleLagTest {

    private final WorkerBench bench = new WorkerBench();
    private final MockProducer<byte[], byte[]> kafka = WorkerBench.kafka(true);

    @Test
    void aStallShowsAsLagAndLatencyAndNotInTheIntendedTimes() {
        IssuingWorker worker = bench.worker(0, 1, Shard.WHOLE, kafka);

        bench.elapsedMillis(10_000);
        worker.doWork();

        assertThat(bench.meters.behindMicrosMax()).isEqualTo(10_000_000);
        long[] waited = WorkerBench.onTopic(kafka, "t.outbox").stream()
                .mapToLong(record -> 10_000_000 - bench.documentOf(record).intendedOffsetNanos() / 1_000)
                .sorted()
                .toArray();
        assertThat(bench.meters.acknowledgedSummary().p50())
                .isCloseTo(waited[(waited.length - 1) / 2], withinPercentage(0.1)); // of the histogram: three digits
        for (ProducerRecord<byte[], byte[]> record : kafka.history()) {
            long offset = bench.documentOf(record).intendedOffsetNanos();
            byte[] intended =
                    record.headers().lastHeader(RecordHeaders.INTENDED_AT).value();
            assertThat(RecordHeaders.toLong(intended, -1)).isEqualTo(WorkerBench.STARTED_AT_MICROS + offset / 1_000);
        }
        // and a look at the time of sending alone would not see it
        assertThat(WorkerBench.onTopic(kafka, "t.outbox")).isNotEmpty().allSatisfy(record -> {
            byte[] sent = record.headers().lastHeader(RecordHeaders.SENT_AT).value();
            assertThat(RecordHeaders.toLong(sent, -1)).isEqualTo(WorkerBench.STARTED_AT_MICROS + 10_000_000);
        });
        assertThat(bench.meters.takeBehindMicrosMax()).isEqualTo(10_000_000);
        assertThat(bench.meters.takeBehindMicrosMax()).isZero();
        WorkerBench.runToTheEnd(worker);
        assertThat(worker.lagNanos()).isZero();
    }

    @Test
    void whileTheClientTakesNoMoreTheOldestDocumentGoesOnWaiting() {
        List<IssuingWorker> worker = new ArrayList<>();
        List<Long> waits = new ArrayList<>();
        MockProducer<byte[], byte[]> full =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(
                            ProducerRecord<byte[], byte[]> record, Callback callback) {
                        bench.elapsedMillis(40_000);
                        waits.add(worker.get(0).lagNanos());
                        worker.get(0).noteLag();
                        return super.send(record, callback);
                    }
                };
        worker.add(bench.worker(0, 1, Shard.WHOLE, full));
        bench.elapsedMillis(10_000);
        worker.get(0).doWork();

        assertThat(waits).isNotEmpty().containsOnly(40_000_000_000L);
        assertThat(bench.meters.behindMicrosMax()).isEqualTo(40_000_000);
        assertThat(worker.get(0).lagNanos()).isZero();
    }

    @Test
    void ofTheLongestWaitOnlyWhatFollowsTheWarmUpCounts() {
        bench.meters.measureFrom(WorkerBench.STARTED_AT_MICROS + 2_000_000);
        IssuingWorker worker = bench.worker(0, 1, Shard.WHOLE, kafka);

        bench.elapsedMillis(1_500);
        worker.doWork();
        assertThat(bench.meters.behindMicrosMax()).isZero();
        assertThat(bench.meters.takeBehindMicrosMax()).isEqualTo(1_500_000);
        bench.elapsedMillis(2_300);
        worker.doWork();

        // what was due between the two steps, from the warm-up's end on
        assertThat(bench.meters.behindMicrosMax()).isEqualTo(300_000);
    }
}
