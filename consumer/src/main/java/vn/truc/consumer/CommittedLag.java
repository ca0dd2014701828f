package vn.truc.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What a consumer group has not committed of what is readable, asked of the cluster: Kafka Streams knows only the ends of what it
 * has polled itself, so what waits in the topics would be missing while it is slow, paused or starting. Not thread-safe.
 */
final class CommittedLag implements AutoCloseable {

    private final Admin admin;
    private final String group;

    /** @param admin closed by this */
    CommittedLag(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /**
     * Records of each of these partitions; of those in which the group has committed something.
     *
     * @throws ExecutionException when the cluster does not say
     */
    Map<TopicPartition, Long> of(Set<TopicPartition> partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null && partitions.contains(partition)) {
                        committed.put(partition, offset.offset());
                    }
                });
        Map<TopicPartition, OffsetSpec> asked = committed.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<TopicPartition, Long> lags = new HashMap<>();
        committed.forEach((partition, offset) -> {
            ListOffsetsResultInfo end = ends.get(partition);
            if (end != null) {
                lags.put(partition, Math.max(0, end.offset() - offset));
            }
        });
        return lags;
    }

    @Override
    public void close() {
        // what it still waits for is of no use any more
        admin.close(Duration.ZERO);
    }
}
