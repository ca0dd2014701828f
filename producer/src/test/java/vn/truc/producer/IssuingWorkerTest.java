package vn.truc.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.truc.producer.emission.PlannedCounts;
import vn.truc.producer.emission.ScenarioFixtures;
import vn.truc.producer.emission.Shard;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.Wire;

class IssuingWorkerTest {

    private final WorkerBench bench = new WorkerBench();
    private final MockProducer<byte[], byte[]> kafka = WorkerBench.kafka(true);

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,1", "1,2", "2,3"})
    void everyDocumentIsWrittenOnceToWhereItBelongs(int workers, int shards) {
        // given all workers of all shards
        List<IssuingWorker> all = new ArrayList<>();
        for (int index = 1; index <= shards; index++) {
            for (int worker = 0; worker < workers; worker++) {
                all.add(bench.worker(worker, workers, new Shard(index, shards), kafka));
            }
        }

        // when the schedule passes in steps
        for (int step = 0; step <= 24; step++) {
            bench.elapsedMillis(100L * step);
            all.forEach(IssuingWorker::doWork);
        }
        all.forEach(WorkerBench::runToTheEnd);

        // then
        assertThat(bench.documentsOf(kafka.history()))
                .containsExactlyInAnyOrderElementsOf(bench.documentsUntil(bench.plan.documents()));
        PlannedCounts planned = bench.plan.totals().all();
        assertThat(WorkerBench.onTopic(kafka, "t.outbox")).hasSize((int) (planned.electronic() + planned.parallel()));
        assertThat(WorkerBench.onTopic(kafka, "t.register")).hasSize((int) (planned.paper() + planned.classified()));
        assertThat(WorkerBench.onTopic(kafka, "t.dead-letter"))
                .hasSize((int) planned.refused())
                .isNotEmpty();
        assertThat(bench.meters.issued()).isEqualTo(bench.plan.documents());
        assertThat(bench.meters.classifiedIssued())
                .isEqualTo(planned.classified())
                .isPositive();
        assertThat(bench.refusedOversize()).isEqualTo(planned.refused());
        assertThat(bench.failures).isEmpty();
    }

    @Test
    void largeDocumentsAreSealedAFewAtATime() {
        WorkerBench large =
                new WorkerBench(ScenarioFixtures.smokeWithBodiesOf(3 << 20).withDocuments(8));
        IssuingWorker worker = large.worker(0, 1, Shard.WHOLE, kafka);

        large.elapsedMillis(10_000);

        assertThat(worker.doWork()).isEqualTo(3);
        assertThat(worker.doWork()).isEqualTo(3);
        assertThat(worker.doWork()).isEqualTo(2);
    }

    @Test
    void whatReachesTheOutboxIsGenuine() {
        IssuingWorker worker = bench.worker(0, 1, Shard.WHOLE, kafka);

        bench.elapsedMillis(10_000);
        WorkerBench.runToTheEnd(worker);

        assertThat(WorkerBench.onTopic(kafka, "t.outbox"))
                .allSatisfy(record -> assertThat(bench.agencies.verifier(false).verify(record.value()))
                        .isInstanceOf(Verification.Genuine.class));
    }

    @Test
    void aSendersDocumentsKeepTheirOrderAndBelongToOneWorker() {
        List<MockProducer<byte[], byte[]>> clusters =
                List.of(WorkerBench.kafka(true), WorkerBench.kafka(true), WorkerBench.kafka(true));
        List<IssuingWorker> workers = new ArrayList<>();
        for (int worker = 0; worker < 3; worker++) {
            workers.add(bench.worker(worker, 3, Shard.WHOLE, clusters.get(worker)));
        }

        for (int step = 0; step <= 240; step++) {
            bench.elapsedMillis(10L * step);
            workers.forEach(IssuingWorker::doWork);
        }
        workers.forEach(WorkerBench::runToTheEnd);

        Map<String, Integer> workerOf = new HashMap<>();
        for (int worker = 0; worker < 3; worker++) {
            Map<String, Long> last = new HashMap<>();
            for (ProducerRecord<byte[], byte[]> record : clusters.get(worker).history()) {
                String sender = new String(record.key(), UTF_8);
                long n = bench.documentOf(record).n();
                assertThat(n).isGreaterThan(last.getOrDefault(record.topic() + sender, -1L));
                last.put(record.topic() + sender, n);
                assertThat(workerOf.merge(sender, worker, (before, now) -> before))
                        .isEqualTo(worker);
            }
        }
        assertThat(workerOf).containsValues(0, 1, 2);
    }

    @Test
    void nothingIsIssuedBeforeItIsDue() {
        IssuingWorker worker = bench.worker(0, 1, Shard.WHOLE, kafka);

        bench.elapsedMillis(500);
        WorkerBench.runUntilIdle(worker);

        // 500 a second, and document 250 is due at this very moment
        assertThat(bench.documentsOf(kafka.history())).containsExactlyInAnyOrderElementsOf(bench.documentsUntil(251));
        assertThat(worker.isDone()).isFalse();
    }

    @Test
    void whatIsDueTogetherIsSealedTogetherAndNothingWaitsForCompany() throws Exception {
        IssuingWorker worker = bench.worker(0, 1, Shard.WHOLE, kafka);

        for (int n = 0; n < 100; n++) {
            bench.elapsedMillis(2L * n);
            worker.doWork();
        }
        for (ProducerRecord<byte[], byte[]> record : WorkerBench.onTopic(kafka, "t.outbox")) {
            assertThat(treeSize(record)).isEqualTo(1);
        }
        kafka.clear();
        bench.elapsedMillis(1_200);
        worker.doWork();

        Map<String, Long> ofSender = new HashMap<>();
        WorkerBench.onTopic(kafka, "t.outbox")
                .forEach(record -> ofSender.merge(new String(record.key(), UTF_8), 1L, Long::sum));
        for (ProducerRecord<byte[], byte[]> record : WorkerBench.onTopic(kafka, "t.outbox")) {
            assertThat(treeSize(record)).isEqualTo(ofSender.get(new String(record.key(), UTF_8)));
        }
        assertThat(ofSender.values()).anyMatch(count -> count > 10);
    }

    @Test
    void aWorkerRestsNineteenTimesAsLongAsABatchTookButNotBeyondFifteenMillisecondsFromItsBeginning() {
        long begin = 5_000_000_000L;

        assertThat(IssuingWorker.restUntil(begin, begin + 500_000)).isEqualTo(begin + 10_000_000);
        assertThat(IssuingWorker.restUntil(begin, begin + 10_000_000)).isEqualTo(begin + 15_000_000);
        assertThat(IssuingWorker.restUntil(begin, begin + 60_000_000)).isEqualTo(begin + 60_000_000);
    }

    @Test
    void aDocumentThatTheClusterRefusesIsReportedAndNotCounted() {
        MockProducer<byte[], byte[]> slow = WorkerBench.kafka(false);
        IssuingWorker worker = bench.worker(0, 1, Shard.WHOLE, slow);
        bench.elapsedMillis(100);
        int sent = worker.doWork();
        RecordTooLargeException trouble = new RecordTooLargeException("too large for the broker");

        slow.completeNext();
        slow.errorNext(trouble);
        slow.flush();

        assertThat(bench.failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasCause(trouble)
                .hasMessageStartingWith("document ")
                .hasMessageContainingAll("too large for the broker", "start the same producer again"));
        assertThat(bench.meters.issued()).isEqualTo(sent - 1);
    }

    @Test
    void aClientThatCannotSendEndsTheStep() {
        IssuingWorker worker = bench.worker(0, 1, Shard.WHOLE, kafka);
        bench.elapsedMillis(10_000);
        kafka.sendException = new KafkaException("no memory for a minute");

        assertThatThrownBy(worker::doWork).isSameAs(kafka.sendException);
        assertThat(worker.isDone()).isFalse();
    }

    @Test
    void theWorkIsDoneOnlyOnceTheClusterAcknowledgedAllOfIt() {
        MockProducer<byte[], byte[]> slow = WorkerBench.kafka(false);
        IssuingWorker worker = bench.worker(0, 1, Shard.WHOLE, slow);
        bench.elapsedMillis(10_000);

        int sent = 0;
        while (sent < bench.plan.documents()) {
            sent += worker.doWork();
        }
        assertThat(worker.isDone()).isFalse();
        assertThat(bench.meters.issued()).isZero();
        bench.elapsedMillis(11_000);
        worker.doWork();

        assertThat(worker.isDone()).isTrue();
        assertThat(worker.doneNanos()).isEqualTo(11_000_000_000L);
        assertThat(slow.flushed()).isTrue();
        assertThat(bench.meters.issued()).isEqualTo(bench.plan.documents());
    }

    @Test
    void whatIsStoppedHasIssuedAPrefixOfThePlan() {
        // given two workers, of which one has not begun
        IssuingWorker ahead = bench.worker(0, 2, Shard.WHOLE, kafka);
        IssuingWorker behind = bench.worker(1, 2, Shard.WHOLE, kafka);
        bench.elapsedMillis(800);
        WorkerBench.runUntilIdle(ahead);

        // when
        bench.progress.stop();
        bench.elapsedMillis(10_000);
        WorkerBench.runToTheEnd(ahead);
        WorkerBench.runToTheEnd(behind);

        // then both come to the end of the one that was ahead
        assertThat(bench.progress.end()).isEqualTo(401);
        assertThat(bench.documentsOf(kafka.history())).containsExactlyInAnyOrderElementsOf(bench.documentsUntil(401));
        assertThat(ahead.doWork() + behind.doWork()).isZero();
    }

    @Test
    void closingLetsGoOfTheClient() {
        bench.worker(0, 1, Shard.WHOLE, kafka).onClose();

        assertThat(kafka.closed()).isTrue();
    }

    private static long treeSize(ProducerRecord<byte[], byte[]> record) throws Exception {
        Envelope envelope = Wire.ENVELOPE.decode(record.value());
        return envelope.getSeals().get(0).getProof().getTreeSize();
    }
}
