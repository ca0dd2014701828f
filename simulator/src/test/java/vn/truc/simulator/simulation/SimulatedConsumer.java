package vn.truc.simulator.simulation;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A consumer of the simulated cluster: as much of Kafka's interface as the roles and the audits use. */
final class SimulatedConsumer {

    private static final int RECORDS_MAX = 7;

    private final SimulatedCluster cluster;
    private final Steps steps;
    private final boolean uncommitted;
    private final int recordsMax;
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private ConsumerRebalanceListener listener;
    private boolean joined;
    private int generation = -1;

    /** @param steps hears of each call, and may end the role in it */
    SimulatedConsumer(SimulatedCluster cluster, Steps steps, boolean uncommitted) {
        this(cluster, steps, uncommitted, RECORDS_MAX);
    }

    SimulatedConsumer(SimulatedCluster cluster, Steps steps, boolean uncommitted, int recordsMax) {
        this.cluster = cluster;
        this.steps = steps;
        this.uncommitted = uncommitted;
        this.recordsMax = recordsMax;
    }

    int generation() {
        return generation;
    }

    @SuppressWarnings("unchecked")
    Consumer<byte[], byte[]> asConsumer() {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (name.equals("hashCode")) {
                        return System.identityHashCode(this);
                    }
                    if (name.equals("equals")) {
                        return proxy == arguments[0];
                    }
                    steps.step(name);
                    return call(name, arguments == null ? new Object[0] : arguments);
                });
    }

    @SuppressWarnings({"unchecked", "removal"})
    private Object call(String name, Object[] arguments) {
        switch (name) {
            case "subscribe" -> {
                listener = (ConsumerRebalanceListener) arguments[1];
                return null;
            }
            case "assign" -> {
                Collection<TopicPartition> assigned = (Collection<TopicPartition>) arguments[0];
                positions.keySet().retainAll(assigned);
                assigned.forEach(partition -> positions.putIfAbsent(partition, 0L));
                return null;
            }
            case "assignment" -> {
                return Set.copyOf(positions.keySet());
            }
            case "pause" -> {
                if (!cluster.has(PlantedBug.PAUSE_IGNORED) || listener == null) {
                    paused.addAll((Collection<TopicPartition>) arguments[0]);
                }
                return null;
            }
            case "resume" -> {
                paused.removeAll((Collection<TopicPartition>) arguments[0]);
                return null;
            }
            case "seekToBeginning" -> {
                seek((Collection<TopicPartition>) arguments[0], 0);
                return null;
            }
            case "seek" -> {
                long offset = arguments[1] instanceof OffsetAndMetadata of ? of.offset() : (long) arguments[1];
                seek(List.of((TopicPartition) arguments[0]), offset);
                return null;
            }
            case "position" -> {
                return position((TopicPartition) arguments[0]);
            }
            case "committed" -> {
                return committed((Set<TopicPartition>) arguments[0]);
            }
            case "poll" -> {
                return poll();
            }
            case "partitionsFor" -> {
                return cluster.partitionsOf((String) arguments[0]).stream()
                        .map(of ->
                                new PartitionInfo(of.topic(), of.partition(), Node.noNode(), new Node[0], new Node[0]))
                        .toList();
            }
            case "endOffsets" -> {
                Map<TopicPartition, Long> ends = new HashMap<>();
                for (TopicPartition partition : (Collection<TopicPartition>) arguments[0]) {
                    ends.put(partition, cluster.stableEnd(partition));
                }
                return ends;
            }
            case "groupMetadata" -> {
                return new ConsumerGroupMetadata("routers", generation, Integer.toString(hashCode()), Optional.empty());
            }
            case "currentLag" -> {
                return OptionalLong.empty();
            }
            case "metrics" -> {
                return Map.of();
            }
            case "close" -> {
                if (joined) {
                    cluster.group.leave(this);
                }
                return null;
            }
            case "wakeup" -> {
                return null;
            }
            default -> throw new UnsupportedOperationException("consumer." + name);
        }
    }

    private void seek(Collection<TopicPartition> partitions, long offset) {
        if (!cluster.has(PlantedBug.NO_REWIND) || listener == null) {
            partitions.forEach(partition -> positions.put(partition, offset));
        }
    }

    private long position(TopicPartition partition) {
        if (listener != null && positions.get(partition) < 0) {
            if (cluster.isOffsetUnstable(partition)) {
                throw new TimeoutException("a transaction hangs over the offset of " + partition);
            }
            OffsetAndMetadata committed = cluster.committed(partition);
            positions.put(partition, committed == null ? 0 : committed.offset());
        }
        return positions.get(partition);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        cluster.settleOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        partitions.forEach(partition -> committed.put(partition, cluster.committed(partition)));
        return committed;
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        if (listener != null) {
            takePartInGroup();
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        List<TopicPartition> readable = new ArrayList<>(positions.keySet());
        int left = recordsMax == Integer.MAX_VALUE ? recordsMax : cluster.below(recordsMax + 1);
        while (!readable.isEmpty() && left > 0) {
            TopicPartition partition = readable.remove(cluster.below(readable.size()));
            if (paused.contains(partition) || position(partition) < 0) {
                continue;
            }
            List<ConsumerRecord<byte[], byte[]>> of = read(partition, left);
            left -= of.size();
            if (!of.isEmpty()) {
                records.put(partition, of);
            }
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, int max) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long end = uncommitted ? cluster.end(partition) : cluster.stableEnd(partition);
        long at = positions.get(partition);
        while (at < end && records.size() < max) {
            ConsumerRecord<byte[], byte[]> record = cluster.read(partition, at, uncommitted);
            if (record != null) {
                records.add(record);
            }
            at++;
        }
        positions.put(partition, at);
        return records;
    }

    private void takePartInGroup() {
        if (joined && !cluster.group.isMember(this)) {
            Set<TopicPartition> lost = Set.copyOf(positions.keySet());
            positions.clear();
            paused.clear();
            joined = false;
            if (!lost.isEmpty()) {
                listener.onPartitionsLost(lost);
            }
        }
        if (!joined) {
            cluster.group.join(this);
            joined = true;
        }
        generation = cluster.group.generation();
        Set<TopicPartition> revoked = cluster.group.toRevoke(this);
        if (!revoked.isEmpty()) {
            KafkaException failure = null;
            try {
                listener.onPartitionsRevoked(revoked);
            } catch (KafkaException e) {
                // the real client tells of it when they are gone
                failure = e;
            }
            revoked.forEach(positions::remove);
            paused.removeAll(revoked);
            cluster.group.letGo(this, revoked);
            if (failure != null) {
                throw failure;
            }
        }
        Set<TopicPartition> taken = cluster.group.take(this);
        if (!taken.isEmpty()) {
            // unknown until it is asked for
            taken.forEach(partition -> positions.put(partition, -1L));
            listener.onPartitionsAssigned(taken);
        }
    }
}
