package vn.truc.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own mock clients, joined to a cluster with an outbox and a duplicate index of two partitions. */
final class MockCluster implements RouterClients {

    static final int PARTITIONS = 2;
    static final String OUTBOX = "truc.outbox";
    static final String SEEN = "truc.seen";

    /** With which the first call of a new producer fails, unless it is null. */
    RuntimeException initException;

    /** Thrown instead of an answer to the question for committed offsets, unless it is null. */
    KafkaException committedException;

    final MockConsumer<byte[], byte[]> outbox = with(
            new MockConsumer<>("earliest") {
                @Override
                public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
                    if (committedException != null) {
                        throw committedException;
                    }
                    return super.committed(partitions);
                }
            },
            OUTBOX,
            SEEN);
    final MockConsumer<byte[], byte[]> seen = with(new MockConsumer<>("earliest"), SEEN);
    MockProducer<byte[], byte[]> producer = newProducer();

    /** How far the index reaches beyond what a committed reader sees. */
    int undecidedRows;

    private final List<ConsumerRecord<byte[], byte[]>> written = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> rows = new ArrayList<>();

    void assign(Router router) {
        router.onStart();
        assignAgain();
    }

    void assignAgain() {
        outbox.rebalance(partitionsOf(OUTBOX));
    }

    void takeAway() {
        outbox.rebalance(List.of());
    }

    /** Appends a record to a partition of the outbox. */
    void append(int partition, String key, byte[] value, Header... headers) {
        long offset = written.stream()
                .filter(record -> record.partition() == partition)
                .count();
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(OUTBOX, partition, offset, key.getBytes(UTF_8), value);
        List.of(headers).forEach(record.headers()::add);
        written.add(record);
        outbox.addRecord(record);
    }

    /** Hands out again what was appended, as a fetch from older positions does. */
    void replay() {
        written.forEach(outbox::addRecord);
    }

    /** Lets the index hold rows that a router wrote. */
    void fillIndex(List<ProducerRecord<byte[], byte[]>> routerWrote) {
        for (ProducerRecord<byte[], byte[]> row : routerWrote) {
            long offset = rows.stream()
                    .filter(other -> other.partition() == row.partition())
                    .count();
            rows.add(new ConsumerRecord<>(SEEN, row.partition(), offset, row.key(), row.value()));
        }
        seen.schedulePollTask(() -> rows.stream()
                .filter(row -> seen.assignment().contains(new TopicPartition(SEEN, row.partition())))
                .forEach(seen::addRecord));
    }

    /** The undecided rows turn out to be committed; they only repeat what is known. */
    void decide() {
        undecidedRows = 0;
        seen.schedulePollTask(() -> seen.assignment()
                .forEach(partition -> seen.addRecord(new ConsumerRecord<>(
                        SEEN, partition.partition(), 0, "X|decided".getBytes(UTF_8), new byte[0]))));
    }

    /** The offsets of the transactions that were committed. */
    Map<TopicPartition, OffsetAndMetadata> committedOffsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        producer.consumerGroupOffsetsHistory().forEach(commit -> commit.values().forEach(offsets::putAll));
        return offsets;
    }

    @Override
    public Consumer<byte[], byte[]> outbox() {
        return outbox;
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        producer = newProducer();
        producer.initTransactionException = initException;
        return producer;
    }

    @Override
    public Consumer<byte[], byte[]> seen() {
        return seen;
    }

    @Override
    public Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long committed = rows.stream()
                    .filter(row -> row.partition() == partition.partition())
                    .count();
            ends.put(partition, committed + undecidedRows);
        }
        return ends;
    }

    @Override
    public void close() {}

    private static MockProducer<byte[], byte[]> newProducer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static MockConsumer<byte[], byte[]> with(MockConsumer<byte[], byte[]> consumer, String... topics) {
        Node[] nobody = new Node[0];
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        for (String topic : topics) {
            consumer.updatePartitions(
                    topic,
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(partition -> new PartitionInfo(topic, partition, Node.noNode(), nobody, nobody))
                            .toList());
            partitionsOf(topic).forEach(partition -> beginnings.put(partition, 0L));
        }
        consumer.updateBeginningOffsets(beginnings);
        return consumer;
    }

    private static List<TopicPartition> partitionsOf(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
