package vn.truc.producer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Shard;
import vn.truc.runtime.agent.Agent;
import vn.truc.runtime.pace.Pacer;
import vn.truc.schemas.wire.RecordHeaders;

/**
 * Issues the documents of its share of the senders when they are due.
 *
 * <p>What has become due since the last step is one batch; documents of one sender in it are sealed together: group commit.
 * After a batch the worker rests nineteen times as long as the batch took, {@value #REST_MILLIS_MAX} ms at most. At low load
 * that is over before the next document is due: a batch is a single document and nothing waits for company. Once a worker
 * would be busy for more than a twentieth of its time, batches grow until they fill the rest. A signature is made once and
 * verified twice, so while the signers are that busy whoever verifies has no time to lose.
 *
 * <p>A sender belongs to one worker, so its documents keep their order; workers share nothing on the path of a document.
 *
 * <p>When the cluster does not keep up, sending waits; the schedule goes on, and the delay is seen as latency and as
 * schedule lag. Nothing is dropped.
 */
final class IssuingWorker implements Agent {

    private static final int BATCH_DOCUMENTS_MAX = 4096;
    /** Bodies that are in memory at once, but for a single one that is larger. */
    private static final long BATCH_BYTES_MAX = 8L << 20;

    private static final int REST_FACTOR = 19;
    private static final int REST_MILLIS_MAX = 15;
    private static final int SCAN_MAX = 1 << 16;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
    private static final long PARK_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(50);

    private final int worker;
    private final int workers;
    private final Plan plan;
    private final Shard shard;
    private final Pacer pacer;
    private final Clock clock;
    private final Progress progress;
    private final DocumentWriter writer;
    private final Producer<byte[], byte[]> kafka;
    private final ProducerMeters meters;
    private final FailureListener failures;
    private final Strays strays;
    private long cursor;
    private long restUntilNanos;
    /** When the oldest document was due that this worker did not hand over; {@link Long#MAX_VALUE} without any. */
    private volatile long oldestNanos;

    private volatile long doneNanos;
    private volatile boolean done;

    /** Hears of a document that the cluster refused for good. */
    interface FailureListener {
        void failed(DocumentNotIssuedException cause);
    }

    IssuingWorker(
            int worker,
            int workers,
            Plan plan,
            Shard shard,
            Pacer pacer,
            Clock clock,
            Progress progress,
            DocumentWriter writer,
            Producer<byte[], byte[]> kafka,
            ProducerMeters meters,
            FailureListener failures) {
        this.worker = worker;
        this.workers = workers;
        this.plan = plan;
        this.shard = shard;
        this.pacer = pacer;
        this.clock = clock;
        this.progress = progress;
        this.writer = writer;
        this.kafka = kafka;
        this.meters = meters;
        this.failures = failures;
        this.strays = new Strays(plan, this::sendStray);
        this.oldestNanos = nextNanos();
    }

    @Override
    public String name() {
        return "producer-" + worker;
    }

    @Override
    public int doWork() {
        if (done) {
            pacer.parkUntil(Long.MAX_VALUE, PARK_NANOS_MAX);
            return 0;
        }
        pacer.parkUntil(restUntilNanos, TimeUnit.MILLISECONDS.toNanos(REST_MILLIS_MAX));
        long begin = pacer.elapsedNanos();
        strays.sendDue(begin);
        long due = Math.min(plan.schedule().dueBy(begin), cursor + SCAN_MAX);
        long end = progress.claim(due);
        if (end <= cursor) {
            waitForMore();
            return 0;
        }
        List<PlannedDocument> batch = take(end);
        if (!batch.isEmpty()) {
            oldestNanos = batch.get(0).intendedOffsetNanos();
            noteLag();
            issue(batch);
            restUntilNanos = restUntil(begin, pacer.elapsedNanos());
        }
        oldestNanos = nextNanos();
        return batch.size();
    }

    /** When the next batch may begin; at once after one that took longer than the longest rest. */
    static long restUntil(long beginNanos, long endNanos) {
        long rest = REST_FACTOR * (endNanos - beginNanos);
        return Math.max(
                endNanos, Math.min(endNanos + rest, beginNanos + TimeUnit.MILLISECONDS.toNanos(REST_MILLIS_MAX)));
    }

    /** Whether the cluster acknowledged everything up to the end of the plan, or to where it was stopped. */
    boolean isDone() {
        return done;
    }

    /** When that was so, from the start of the schedule, nanoseconds; 0 before. */
    long doneNanos() {
        return doneNanos;
    }

    /** How long the oldest document that is due and not yet issued has waited, also while the client takes no more. */
    long lagNanos() {
        return Math.max(0, pacer.elapsedNanos() - oldestNanos);
    }

    /** Lets the longest wait be at least what {@link #lagNanos} is now. */
    void noteLag() {
        long oldest = oldestNanos;
        long now = pacer.elapsedNanos();
        if (oldest < now) {
            meters.behind(pacer.epochMicrosAt(oldest), pacer.epochMicrosAt(now));
        }
    }

    @Override
    public void onClose() {
        kafka.close(CLOSE_WAIT);
    }

    private void waitForMore() {
        if (cursor >= progress.end()) {
            oldestNanos = Long.MAX_VALUE;
            strays.sendAll();
            kafka.flush();
            doneNanos = pacer.elapsedNanos();
            done = true;
            return;
        }
        pacer.parkUntil(plan.schedule().offsetNanos(cursor), PARK_NANOS_MAX);
    }

    /** Takes this worker's documents from the cursor on, and moves the cursor behind what was looked at. */
    private List<PlannedDocument> take(long end) {
        List<PlannedDocument> batch = new ArrayList<>();
        long bytes = 0;
        while (cursor < end && batch.size() < BATCH_DOCUMENTS_MAX && bytes < BATCH_BYTES_MAX) {
            long n = cursor++;
            if (shard.contains(n) && plan.senderIndex(n) % workers == worker) {
                PlannedDocument document = plan.document(n);
                batch.add(document);
                bytes += document.bodyLength();
            }
        }
        return batch;
    }

    private long nextNanos() {
        return cursor < progress.end() ? plan.schedule().offsetNanos(cursor) : Long.MAX_VALUE;
    }

    private void issue(List<PlannedDocument> batch) {
        Map<String, List<PlannedDocument>> bySender = new LinkedHashMap<>();
        for (PlannedDocument document : batch) {
            long intended = pacer.epochMicrosAt(document.intendedOffsetNanos());
            if (!document.isElectronic()) {
                send(writer.registerEntry(document, intended), document, intended);
            } else if (writer.isOversize(document)) {
                meters.refusedOversize();
                noteFault(document);
                send(writer.oversize(document, intended), document, intended);
            } else {
                bySender.computeIfAbsent(document.sender().code(), first -> new ArrayList<>())
                        .add(document);
            }
        }
        bySender.values().forEach(this::sealAndSend);
    }

    private void sealAndSend(List<PlannedDocument> ofOneSender) {
        long[] intended = new long[ofOneSender.size()];
        for (int i = 0; i < intended.length; i++) {
            intended[i] = pacer.epochMicrosAt(ofOneSender.get(i).intendedOffsetNanos());
        }
        List<ProducerRecord<byte[], byte[]>> records = writer.envelopes(ofOneSender, intended);
        long sealedAt = nowMicros();
        for (int i = 0; i < intended.length; i++) {
            meters.sealed(intended[i], sealedAt);
            ProducerRecord<byte[], byte[]> record = records.get(i);
            record.headers().add(new RecordHeader(RecordHeaders.SENT_AT, RecordHeaders.ofLong(pacer.epochMicrosNow())));
            send(record, ofOneSender.get(i), intended[i]);
            noteFault(ofOneSender.get(i));
            if (ofOneSender.get(i).hasStray()) {
                strays.beside(ofOneSender.get(i), record);
            }
        }
    }

    private void noteFault(PlannedDocument document) {
        Fault fault = document.fault();
        if (fault != null) {
            meters.injected(fault);
        }
    }

    private void sendStray(ProducerRecord<byte[], byte[]> record) {
        var unused = kafka.send(record, (metadata, trouble) -> {
            if (trouble != null) {
                failures.failed(new DocumentNotIssuedException("what is sent beside a document", trouble));
            }
        });
    }

    private void send(ProducerRecord<byte[], byte[]> record, PlannedDocument document, long intendedMicros) {
        var unused = kafka.send(record, (metadata, trouble) -> {
            if (trouble == null) {
                meters.acknowledged(document.sender().level(), document.medium(), intendedMicros, nowMicros());
                if (document.classified()) {
                    meters.classified();
                }
            } else {
                failures.failed(new DocumentNotIssuedException("document " + document.id(), trouble));
            }
        });
    }

    private long nowMicros() {
        return Pacer.epochMicros(clock.instant());
    }
}
