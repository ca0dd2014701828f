package vn.truc.simulator.bounce;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vn.truc.runtime.kafka.KafkaSettings;

/** What a reader of committed records saw at each offset, by a hash of key and value; live, or from the beginning afterwards. */
final class RecordLog implements AutoCloseable {

    /** By partition and offset. */
    private final Map<TopicPartition, NavigableMap<Long, Integer>> seen = new HashMap<>();

    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;

    private RecordLog(KafkaSettings kafka, List<String> topics, String isolation, boolean live) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        consumer = new KafkaConsumer<>(
                kafka.consumer("observer", Map.of(), Map.of("isolation.level", isolation)), bytes, bytes);
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        partitions.forEach(partition -> seen.put(partition, new TreeMap<>()));
        thread = new Thread(this::follow, "observer");
        if (live) {
            thread.start();
        }
    }

    /** Follows topics from now until it is closed. */
    static RecordLog following(KafkaSettings kafka, List<String> topics, String isolation) {
        return new RecordLog(kafka, topics, isolation, true);
    }

    /** Reads topics from the beginning to their present end. */
    static RecordLog read(KafkaSettings kafka, List<String> topics, String isolation) {
        try (RecordLog log = new RecordLog(kafka, topics, isolation, false)) {
            Map<TopicPartition, Long> ends = log.consumer.endOffsets(log.seen.keySet());
            while (ends.entrySet().stream().anyMatch(end -> log.consumer.position(end.getKey()) < end.getValue())) {
                log.poll();
            }
            return log;
        }
    }

    private void follow() {
        try {
            while (!stopping) {
                poll();
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Integer before = seen.get(partition)
                    .put(record.offset(), 31 * Arrays.hashCode(record.key()) + Arrays.hashCode(record.value()));
            if (before != null) {
                throw new IllegalStateException("offset " + record.offset() + " of " + partition + " came twice");
            }
        }
    }

    Map<TopicPartition, NavigableMap<Long, Integer>> seen() {
        return seen;
    }

    Throwable failure() {
        return failure.get();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
