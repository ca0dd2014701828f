package vn.truc.simulator.simulation;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/** A producer of the simulated cluster, transactional or not: as much of Kafka's interface as the roles use. */
final class SimulatedProducerClient {

    private static final int BUG_ONE_IN = 9;

    private final SimulatedCluster cluster;
    private final Steps steps;
    private final Trouble trouble;
    private final String transactionalId;
    private int epoch;
    private boolean unusable;
    private SimulatedCluster.Transaction transaction;
    private final List<ProducerRecord<byte[], byte[]>> heldBack = new ArrayList<>();

    /** What goes wrong with a commit. */
    enum CommitTrouble {
        NONE,
        BEFORE,
        AFTER
    }

    /** Says what goes wrong. */
    interface Trouble {

        CommitTrouble ofCommit();
    }

    /** @param transactionalId null for a producer without transactions */
    SimulatedProducerClient(SimulatedCluster cluster, Steps steps, Trouble trouble, String transactionalId) {
        this.cluster = cluster;
        this.steps = steps;
        this.trouble = trouble;
        this.transactionalId = transactionalId;
    }

    @SuppressWarnings("unchecked")
    Producer<byte[], byte[]> asProducer() {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    steps.step(method.getName());
                    return call(method.getName(), arguments == null ? new Object[0] : arguments);
                });
    }

    @SuppressWarnings("unchecked")
    private Object call(String name, Object[] arguments) {
        switch (name) {
            case "initTransactions" -> {
                epoch = cluster.initTransactions(transactionalId);
                return null;
            }
            case "beginTransaction" -> {
                requireUsable();
                if (transaction == null || !cluster.has(PlantedBug.ABORT_MISSING)) {
                    transaction = cluster.begin(transactionalId, epoch);
                }
                return null;
            }
            case "send" -> {
                return send((ProducerRecord<byte[], byte[]>) arguments[0], arguments.length > 1 ? arguments[1] : null);
            }
            case "sendOffsetsToTransaction" -> {
                sendOffsets(
                        (Map<TopicPartition, OffsetAndMetadata>) arguments[0], (ConsumerGroupMetadata) arguments[1]);
                return null;
            }
            case "commitTransaction" -> {
                commit();
                return null;
            }
            case "abortTransaction" -> {
                abort();
                return null;
            }
            case "flush", "close" -> {
                return null;
            }
            default -> throw new UnsupportedOperationException("producer." + name);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is returned, through a method of any result
    private Object send(ProducerRecord<byte[], byte[]> record, Object callback) {
        if (transactionalId != null) {
            requireUsable();
        }
        boolean isCopy = record.topic().contains("inbox");
        boolean isRow = record.topic().contains("seen");
        boolean skip = (isCopy && cluster.has(PlantedBug.COPY_LOST) && cluster.oneIn(BUG_ONE_IN))
                || (isRow && cluster.has(PlantedBug.INDEX_NOT_WRITTEN));
        SimulatedCluster.Transaction of =
                isCopy && cluster.has(PlantedBug.COPIES_OUTSIDE_TRANSACTION) ? null : transaction;
        if (isCopy && cluster.has(PlantedBug.COPIES_REORDERED)) {
            heldBack.add(record);
        } else if (!skip) {
            cluster.append(record, of);
            if (isCopy && cluster.has(PlantedBug.COPY_TWICE) && cluster.oneIn(BUG_ONE_IN)) {
                cluster.append(record, of);
            }
        }
        RecordMetadata metadata = new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
        if (callback instanceof Callback hears) {
            hears.onCompletion(metadata, null);
        }
        return CompletableFuture.completedFuture(metadata);
    }

    private void sendOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        requireUsable();
        boolean old = group.generationId() != cluster.group.generation();
        if (old && !cluster.has(PlantedBug.OLD_GENERATION_ACCEPTED) && !cluster.has(PlantedBug.NO_FENCING)) {
            throw new CommitFailedException("generation " + group.generationId() + " is over");
        }
        cluster.addOffsets(transaction, offsets);
    }

    private void commit() {
        requireUsable();
        while (!heldBack.isEmpty()) {
            cluster.append(heldBack.remove(cluster.below(heldBack.size())), transaction);
        }
        CommitTrouble of = trouble.ofCommit();
        if (of == CommitTrouble.BEFORE) {
            throw new TimeoutException("the commit did not reach the coordinator");
        }
        cluster.end(transaction, true);
        transaction = null;
        if (of == CommitTrouble.AFTER) {
            // nobody knows whether it was committed: the producer can only be replaced
            unusable = true;
            throw new TimeoutException("the answer to the commit was lost");
        }
    }

    private void abort() {
        if (cluster.has(PlantedBug.ABORT_MISSING) && transaction != null && transaction.isOpen()) {
            return;
        }
        heldBack.clear();
        requireUsable();
        if (transaction != null && transaction.isOpen()) {
            cluster.end(transaction, false);
        }
        transaction = null;
    }

    private void requireUsable() {
        boolean over = transaction != null && !transaction.isOpen();
        if (unusable || over || cluster.isFenced(transactionalId, epoch)) {
            unusable = true;
            throw new ProducerFencedException("another producer has the id " + transactionalId);
        }
    }
}
