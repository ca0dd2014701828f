package vn.truc.simulator.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;

/**
 * A Kafka cluster in memory as far as the roles can tell: partitions, transactions whose markers reach each partition in
 * their own time, fencing by epoch, offsets that belong to transactions, a group that moves partitions cooperatively.
 * Single-threaded; whoever schedules says when markers are written, transactions time out and members are dropped.
 */
final class SimulatedCluster {

    /** Kafka counts offsets of a group as one more partition that a transaction writes to. */
    private static final TopicPartition OFFSETS = new TopicPartition("__consumer_offsets", 0);

    /** What stands at an offset: a record, or a marker, which readers never see. */
    record Entry(ProducerRecord<byte[], byte[]> record, Transaction transaction) {}

    /** One transaction of a producer. */
    static final class Transaction {
        final String id;
        final int epoch;
        final long beganAt;
        final Set<TopicPartition> partitions = new LinkedHashSet<>();
        final Set<TopicPartition> unmarked = new LinkedHashSet<>();
        final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Boolean committed;

        Transaction(String id, int epoch, long beganAt) {
            this.id = id;
            this.epoch = epoch;
            this.beganAt = beganAt;
        }

        boolean isOpen() {
            return committed == null;
        }

        /** Whether readers of this partition know how it ended. */
        boolean isDecidedIn(TopicPartition partition) {
            return committed != null && !unmarked.contains(partition);
        }
    }

    private final Map<String, Integer> topics = new LinkedHashMap<>();
    private final Map<TopicPartition, List<Entry>> logs =
            new TreeMap<>((one, other) -> one.topic().equals(other.topic())
                    ? Integer.compare(one.partition(), other.partition())
                    : one.topic().compareTo(other.topic()));
    private final Map<String, Integer> epochs = new HashMap<>();
    private final Map<String, Transaction> transactions = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committedOffsets = new HashMap<>();
    private final Set<PlantedBug> bugs;
    private final SplittableRandom random;
    final SimulatedGroup group;
    long nowNanos;

    SimulatedCluster(Map<String, Integer> topics, String groupTopic, Set<PlantedBug> bugs, SplittableRandom random) {
        this.topics.putAll(topics);
        this.bugs = bugs;
        this.random = random;
        topics.forEach((topic, partitions) -> {
            for (int partition = 0; partition < partitions; partition++) {
                logs.put(new TopicPartition(topic, partition), new ArrayList<>());
            }
        });
        this.group = new SimulatedGroup(partitionsOf(groupTopic), random);
    }

    boolean has(PlantedBug bug) {
        return bugs.contains(bug);
    }

    /** One in so many. */
    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    List<TopicPartition> partitionsOf(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < topics.get(topic); partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    long end(TopicPartition partition) {
        return logs.get(partition).size();
    }

    /** The first offset whose transaction is not decided there, or the end. */
    long stableEnd(TopicPartition partition) {
        List<Entry> log = logs.get(partition);
        for (int offset = 0; offset < log.size(); offset++) {
            Transaction of = log.get(offset).transaction();
            if (of != null && !of.isDecidedIn(partition)) {
                return offset;
            }
        }
        return log.size();
    }

    /** The record at an offset, or null where a reader sees none: a marker, or an aborted record. */
    ConsumerRecord<byte[], byte[]> read(TopicPartition partition, long offset, boolean uncommitted) {
        Entry entry = logs.get(partition).get((int) offset);
        Transaction of = entry.transaction();
        boolean aborted = of != null && of.committed != null && !of.committed;
        ProducerRecord<byte[], byte[]> record = entry.record();
        if (record == null || (aborted && !uncommitted)) {
            return null;
        }
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                0L,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers().toArray()),
                Optional.empty());
    }

    /** Appends a record, of a transaction or of none. */
    void append(ProducerRecord<byte[], byte[]> record, Transaction transaction) {
        TopicPartition partition = place(record);
        if (transaction != null) {
            transaction.partitions.add(partition);
        }
        logs.get(partition).add(new Entry(record, transaction));
    }

    private TopicPartition place(ProducerRecord<byte[], byte[]> record) {
        int partitions = topics.get(record.topic());
        if (record.partition() != null) {
            return new TopicPartition(record.topic(), record.partition());
        }
        byte[] key = record.key() == null ? new byte[0] : record.key();
        boolean anywhere = has(PlantedBug.WRONG_PARTITION) && record.topic().contains("inbox");
        return new TopicPartition(
                record.topic(),
                anywhere ? random.nextInt(partitions) : Utils.toPositive(Utils.murmur2(key)) % partitions);
    }

    /** Makes a producer the one of its transactional id; returns its epoch. */
    int initTransactions(String id) {
        int epoch = epochs.merge(id, 1, Integer::sum);
        Transaction before = transactions.get(id);
        if (before != null && !has(PlantedBug.NO_FENCING)) {
            if (before.isOpen()) {
                end(before, false);
            }
            writeMarkers(before);
        }
        return epoch;
    }

    boolean isFenced(String id, int epoch) {
        return epochs.get(id) != epoch && !has(PlantedBug.NO_FENCING);
    }

    Transaction begin(String id, int epoch) {
        Transaction before = transactions.get(id);
        // the coordinator takes nothing of a producer's next transaction before the markers of its last are written
        if (before != null && !before.isOpen()) {
            writeMarkers(before);
        }
        Transaction transaction = new Transaction(id, epoch, nowNanos);
        transactions.put(id, transaction);
        everyTransaction.add(transaction);
        return transaction;
    }

    private final List<Transaction> everyTransaction = new ArrayList<>();

    /** Offsets become part of a transaction. */
    void addOffsets(Transaction transaction, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (has(PlantedBug.OFFSETS_FORGOTTEN)) {
            return;
        }
        if (has(PlantedBug.OFFSETS_OUTSIDE_TRANSACTION)) {
            committedOffsets.putAll(offsets);
            return;
        }
        transaction.offsets.putAll(offsets);
        transaction.partitions.add(OFFSETS);
    }

    /** Decides a transaction; its markers are still to be written. */
    void end(Transaction transaction, boolean committed) {
        transaction.committed = committed;
        transaction.unmarked.addAll(transaction.partitions);
    }

    /** Writes the markers of a decided transaction that are not written yet. */
    void writeMarkers(Transaction transaction) {
        for (TopicPartition partition : List.copyOf(transaction.unmarked)) {
            writeMarker(transaction, partition);
        }
    }

    private void writeMarker(Transaction transaction, TopicPartition partition) {
        transaction.unmarked.remove(partition);
        if (!partition.equals(OFFSETS)) {
            logs.get(partition).add(new Entry(null, null));
        } else if (transaction.committed) {
            committedOffsets.putAll(transaction.offsets);
        }
    }

    /** Writes one marker of some decided transaction; false when there is none. */
    boolean writeSomeMarker() {
        List<Transaction> waiting = everyTransaction.stream()
                .filter(transaction -> !transaction.isOpen() && !transaction.unmarked.isEmpty())
                .toList();
        if (waiting.isEmpty()) {
            return false;
        }
        Transaction one = waiting.get(random.nextInt(waiting.size()));
        List<TopicPartition> partitions = List.copyOf(one.unmarked);
        writeMarker(one, partitions.get(random.nextInt(partitions.size())));
        return true;
    }

    /** Aborts transactions that have been open for too long, and fences their producers. */
    void expireTransactions(long timeoutNanos) {
        for (Transaction transaction : everyTransaction) {
            if (transaction.isOpen() && nowNanos - transaction.beganAt > timeoutNanos) {
                end(transaction, false);
                if (transactions.get(transaction.id) == transaction) {
                    epochs.merge(transaction.id, 1, Integer::sum);
                }
            }
        }
    }

    boolean hasUndecided() {
        return everyTransaction.stream()
                .anyMatch(transaction -> transaction.isOpen() || !transaction.unmarked.isEmpty());
    }

    /** What a group has committed; stable only when no transaction may still change it. */
    OffsetAndMetadata committed(TopicPartition partition) {
        return committedOffsets.get(partition);
    }

    boolean isOffsetUnstable(TopicPartition partition) {
        return everyTransaction.stream()
                .anyMatch(
                        transaction -> transaction.offsets.containsKey(partition) && !transaction.isDecidedIn(OFFSETS));
    }

    /** Ends what hangs over the offsets of partitions, as waiting for long enough does. */
    void settleOffsets(Collection<TopicPartition> partitions) {
        for (Transaction transaction : List.copyOf(everyTransaction)) {
            if (partitions.stream().anyMatch(transaction.offsets::containsKey)) {
                if (transaction.isOpen()) {
                    end(transaction, false);
                    epochs.merge(transaction.id, 1, Integer::sum);
                }
                writeMarkers(transaction);
            }
        }
    }
}
