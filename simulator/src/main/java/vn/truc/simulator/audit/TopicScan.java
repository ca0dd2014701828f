package vn.truc.simulator.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vn.truc.runtime.kafka.GrouplessConsumers;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.SizeLimits;

/**
 * Reads all partitions of a topic from the beginning, committed records only, and later on from where it stopped. Records are
 * judged on all cores while the next ones are read, and what is to be noted of them is noted in their order, in the thread
 * that asks.
 */
public final class TopicScan implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Not the common pool, which has a worker less, since it counts on a caller that waits; this one reads meanwhile. */
    private static final ForkJoinPool JUDGES = new ForkJoinPool();

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * Connects to the topic.
     *
     * @throws MissingTopicException when it does not exist
     */
    public TopicScan(KafkaSettings kafka, String topic) {
        this(clients(kafka).apply(topic), topic);
    }

    /**
     * @param consumer without a group, of committed records only; closed by this scan
     * @throws MissingTopicException when the topic does not exist
     */
    public TopicScan(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            consumer.close();
            // an audit of nothing would find nothing amiss
            throw new MissingTopicException(topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The clients with which the topics of a cluster are scanned, one for each topic. */
    public static Function<String, Consumer<byte[], byte[]>> clients(KafkaSettings kafka) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return topic -> new KafkaConsumer<>(
                kafka.consumer(
                        "truc-audit-" + topic,
                        Map.of("max.poll.records", 10_000, "fetch.max.bytes", SizeLimits.FETCH_BYTES),
                        Map.of()),
                bytes,
                bytes);
    }

    /** How far the topic reaches now. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /**
     * Judges what lies before {@code ends} and was not judged yet.
     *
     * @param judge says what is to be noted of a record. Called by several threads at once, and of later records before
     *     anything is noted of earlier ones
     * @return how many records there were
     */
    public long readTo(Map<TopicPartition, Long> ends, Function<ConsumerRecord<byte[], byte[]>, Runnable> judge) {
        long read = 0;
        ForkJoinTask<List<Runnable>> earlier = JUDGES.submit(() -> List.of());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
            consumer.poll(POLL).forEach(polled::add);
            ForkJoinTask<List<Runnable>> judging =
                    JUDGES.submit(() -> polled.parallelStream().map(judge).toList());
            earlier.join().forEach(Runnable::run);
            earlier = judging;
            read += polled.size();
        }
        earlier.join().forEach(Runnable::run);
        return read;
    }

    @Override
    public void close() {
        GrouplessConsumers.close(consumer);
    }
}
