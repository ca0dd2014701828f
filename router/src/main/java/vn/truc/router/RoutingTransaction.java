package vn.truc.router;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka transaction after the other: everything a record of the outbox led to, with the offset behind it.
 *
 * <p>A failed transaction is aborted; when the producer itself became unusable (fenced, or its transaction given up by
 * the cluster) the next one is written by a new producer of the same transactional id.
 */
final class RoutingTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(RoutingTransaction.class);

    private final RouterClients clients;
    private final LongSupplier nanoClock;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private Producer<byte[], byte[]> producer;
    private boolean open;
    private long openedAtNanos;

    RoutingTransaction(RouterClients clients, LongSupplier nanoClock) {
        this.clients = clients;
        this.nanoClock = nanoClock;
        this.producer = clients.producer();
        producer.initTransactions();
    }

    boolean isOpen() {
        return open;
    }

    /** How long the transaction is open; 0 when none is. */
    long openNanos() {
        return open ? nanoClock.getAsLong() - openedAtNanos : 0;
    }

    void beginIfClosed() {
        if (!open) {
            producer.beginTransaction();
            open = true;
            openedAtNanos = nanoClock.getAsLong();
        }
    }

    /** Writes a record; whether that succeeded shows at the commit. */
    void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record);
    }

    /** The record is dealt with: its offset belongs to the transaction. */
    void consumed(ConsumerRecord<byte[], byte[]> record) {
        offsets.put(
                new TopicPartition(record.topic(), record.partition()),
                new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }

    /** Makes everything visible at once, or throws and leaves the transaction open for {@link #abandon}. */
    void commit(ConsumerGroupMetadata group) {
        producer.sendOffsetsToTransaction(offsets, group);
        producer.commitTransaction();
        offsets.clear();
        open = false;
    }

    /** Undoes what was written since the last commit and makes the next transaction possible. */
    void abandon() {
        offsets.clear();
        boolean wasOpen = open;
        open = false;
        if (!wasOpen) {
            return;
        }
        try {
            producer.abortTransaction();
        } catch (KafkaException unusable) {
            LOG.warn("the transaction could not be aborted ({}); going on with a new producer", unusable.toString());
            producer.close(Duration.ZERO);
            producer = clients.producer();
            producer.initTransactions();
        }
    }

    void close() {
        producer.close();
    }
}
