package vn.truc.console.feed;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import vn.truc.runtime.agent.Agent;
import vn.truc.runtime.kafka.GrouplessConsumers;

/** Reads a topic that is not a table, from its beginning or from now on, without a group. */
final class TopicTail implements Agent {

    /** Whence a tail reads. */
    enum From {
        BEGINNING,
        NOW
    }

    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final From from;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecords<byte[], byte[]>> onRecords;

    /** @param consumer closed by this tail */
    TopicTail(
            String topic,
            From from,
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<ConsumerRecords<byte[], byte[]>> onRecords) {
        this.topic = topic;
        this.from = from;
        this.consumer = consumer;
        this.onRecords = onRecords;
    }

    @Override
    public String name() {
        return "tail-" + topic;
    }

    @Override
    public void onStart() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        if (from == From.NOW) {
            consumer.seekToEnd(partitions);
        } else {
            consumer.seekToBeginning(partitions);
        }
    }

    @Override
    public int doWork() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            onRecords.accept(records);
            return 1;
        } catch (WakeupException stopping) {
            return 0;
        }
    }

    @Override
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void onClose() {
        GrouplessConsumers.close(consumer);
    }
}
