package vn.truc.router;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka transaction after the other: everything a record of the outbox led to, with the offset behind it.
 *
 * <p>It connects with the first {@link #recover}. A failed transaction is aborted; when the producer itself became unusable
 * (fenced, or its transaction given up by the cluster) the next one is written by a new producer of the same transactional id.
 */
final class RoutingTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(RoutingTransaction.class);

    /**
     * Committing takes at most one part in so many of the time: a slow cluster gets fewer, larger transactions. Slow is a
     * cluster of which two commits in a row were; a single one may have met a pause.
     */
    private static final int COMMIT_TIME_PARTS = 3;

    private static final long STRETCHED_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    /** Above this the transaction is committed at once, so that large documents do not let it run out of time. */
    private static final long BYTES_MAX = 32L << 20;

    private final RouterClients clients;
    private final LongSupplier nanoClock;
    private final long intervalNanos;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean open;
    private long openedAtNanos;
    private long bytes;
    private long stretchedNanos;
    private long lastCommitNanos;

    /** @param interval how long a transaction stays open, unless committing takes too much of the time */
    RoutingTransaction(RouterClients clients, Duration interval, LongSupplier nanoClock) {
        this.clients = clients;
        this.intervalNanos = interval.toNanos();
        this.nanoClock = nanoClock;
    }

    boolean isOpen() {
        return open;
    }

    /** How long until the open transaction is to be committed; 0 when it is time, or when none is open. */
    long dueInNanos() {
        return open ? Math.max(0, openedAtNanos + Math.max(intervalNanos, stretchedNanos) - nanoClock.getAsLong()) : 0;
    }

    /** Whether it holds so much that it is to be committed before more is written. */
    boolean isFull() {
        return open && bytes >= BYTES_MAX;
    }

    void beginIfClosed() {
        if (!open) {
            recover(); // a rebalance can have abandoned the last one since the step began
            usable().beginTransaction();
            open = true;
            openedAtNanos = nanoClock.getAsLong();
            bytes = 0;
        }
    }

    /** Writes a record; whether that succeeded shows at the commit. */
    void send(ProducerRecord<byte[], byte[]> record) {
        bytes += record.value().length;
        var unused = usable().send(record);
    }

    /** The record is dealt with: its offset belongs to the transaction. */
    void consumed(ConsumerRecord<byte[], byte[]> record) {
        offsets.put(
                new TopicPartition(record.topic(), record.partition()),
                new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }

    /** Makes everything visible at once, or throws and leaves the transaction open for {@link #abandon}. */
    void commit(ConsumerGroupMetadata group) {
        long began = nanoClock.getAsLong();
        usable().sendOffsetsToTransaction(offsets, group);
        usable().commitTransaction();
        offsets.clear();
        open = false;
        long took = nanoClock.getAsLong() - began;
        stretchedNanos = Math.min(STRETCHED_NANOS_MAX, (COMMIT_TIME_PARTS - 1) * Math.min(took, lastCommitNanos));
        lastCommitNanos = took;
    }

    /** Undoes what was written since the last commit; what keeps it from that is left to {@link #recover}. */
    void abandon() {
        offsets.clear();
        boolean wasOpen = open;
        open = false;
        if (!wasOpen) {
            return;
        }
        try {
            usable().abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            // the latter where a commit timed out that may yet take effect
            LOG.warn("the transaction could not be aborted ({}); going on with a new producer", e.toString());
            usable().close(Duration.ZERO);
            producer = null;
        }
    }

    /**
     * Makes the next transaction possible, if it is not: with a new producer, which brings to its end what the one before it
     * left, in this process or in one that was killed. After a failure it can be tried again.
     */
    void recover() {
        if (producer != null) {
            return;
        }
        Producer<byte[], byte[]> fresh = clients.producer();
        try {
            fresh.initTransactions();
        } catch (RuntimeException e) {
            fresh.close(Duration.ZERO);
            throw e;
        }
        producer = fresh;
    }

    void close() {
        if (producer != null) {
            producer.close();
        }
    }

    private Producer<byte[], byte[]> usable() {
        return Objects.requireNonNull(producer, "recover makes one");
    }
}
