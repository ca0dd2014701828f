package vn.truc.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import vn.truc.router.routing.DuplicateIndex;

/**
 * The outbox partitions of this router, each with its duplicate index.
 *
 * <p>A new partition is paused. First its committed position is asked for, which the cluster answers only when no
 * transaction hangs over it; then its index is restored; then it is resumed. Partitions that were here before go on
 * meanwhile.
 */
final class OutboxAssignment implements ConsumerRebalanceListener {

    private static final Duration POSITION_WAIT = Duration.ofMillis(50);
    private static final Duration RESTORE_WAIT = Duration.ofMillis(20);

    private final String outboxTopic;
    private final Consumer<byte[], byte[]> consumer;
    private final IndexRestorer restorer;
    private final Runnable beforeRevocation;
    private final Runnable onLoss;
    private final Set<Integer> unpositioned = new TreeSet<>();
    private final Map<Integer, DuplicateIndex> indexes = new HashMap<>();
    private volatile int serving;
    private volatile int restoring;
    private volatile long indexedDocuments;

    /**
     * @param beforeRevocation commits what was done for partitions that are about to go to another router
     * @param onLoss gives up what was done for partitions that went to another router already
     */
    OutboxAssignment(
            String outboxTopic,
            Consumer<byte[], byte[]> consumer,
            IndexRestorer restorer,
            Runnable beforeRevocation,
            Runnable onLoss) {
        this.outboxTopic = outboxTopic;
        this.consumer = consumer;
        this.restorer = restorer;
        this.beforeRevocation = beforeRevocation;
        this.onLoss = onLoss;
    }

    /** The index of a partition from which a record came. */
    DuplicateIndex index(int partition) {
        DuplicateIndex index = indexes.get(partition);
        if (index == null) {
            throw new IllegalStateException("a record of partition " + partition + " came before its index");
        }
        return index;
    }

    /** All indexes that are whole, by partition. */
    Map<Integer, DuplicateIndex> indexes() {
        return indexes;
    }

    int serving() {
        return serving;
    }

    int restoring() {
        return restoring;
    }

    /** How many records lie before the router in each partition that it has, as far as it knows. */
    Map<TopicPartition, Long> lags() {
        Map<TopicPartition, Long> lags = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition).ifPresent(records -> lags.put(partition, records));
        }
        return lags;
    }

    /** With those of indexes that are not whole yet; as of the last step of a restore or the last commit. */
    long indexedDocuments() {
        return indexedDocuments;
    }

    /** Waits until partitions are served and none is restored any more; false when the deadline passed before. */
    synchronized boolean awaitServing(long deadlineNanos) throws InterruptedException {
        while (serving == 0 || restoring > 0) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Takes waiting partitions one step further; comes back at once when none waits. */
    void advance() {
        if (unpositioned.isEmpty() && restorer.isIdle()) {
            return;
        }
        for (Iterator<Integer> waiting = unpositioned.iterator(); waiting.hasNext(); ) {
            int partition = waiting.next();
            try {
                long unused = consumer.position(outbox(partition), POSITION_WAIT);
            } catch (TimeoutException aTransactionHangsOverIt) {
                // it holds up the answer for all that wait, and each further question what is served already
                break;
            }
            restorer.begin(partition);
            waiting.remove();
        }
        restorer.step(RESTORE_WAIT).forEach((partition, index) -> {
            indexes.put(partition, index);
            consumer.resume(Set.of(outbox(partition)));
        });
        publish();
    }

    /** After an abandoned transaction: back to the committed positions, and every index anew. */
    void startOver() {
        Set<TopicPartition> assigned = consumer.assignment();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(assigned);
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
        forget(assigned);
        await(assigned);
    }

    void publish() {
        serving = indexes.size();
        restoring = unpositioned.size() + restorer.restoring();
        long documents = 0;
        for (DuplicateIndex index : indexes.values()) {
            documents += index.size();
        }
        indexedDocuments = documents + restorer.documents();
        synchronized (this) {
            notifyAll();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        await(added);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> taken) {
        try {
            beforeRevocation.run();
        } finally {
            // they go, whatever became of the transaction
            forget(taken);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> taken) {
        try {
            onLoss.run();
        } finally {
            forget(taken);
        }
    }

    private void await(Collection<TopicPartition> added) {
        consumer.pause(added);
        added.forEach(partition -> unpositioned.add(partition.partition()));
        publish();
    }

    private void forget(Collection<TopicPartition> taken) {
        List<Integer> partitions = new ArrayList<>();
        taken.forEach(partition -> partitions.add(partition.partition()));
        partitions.forEach(indexes::remove);
        unpositioned.removeAll(partitions);
        restorer.forget(partitions);
        publish();
    }

    private TopicPartition outbox(int partition) {
        return new TopicPartition(outboxTopic, partition);
    }
}
