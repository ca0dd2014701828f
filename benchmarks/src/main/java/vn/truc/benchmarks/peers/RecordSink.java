package vn.truc.benchmarks.peers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.agent.Agent;

/** Counts records until all are there. */
final class RecordSink implements Agent {

    private static final Duration POLL_MAX = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final long records;
    private final java.util.function.Consumer<byte[]> check;
    private final CompletableFuture<@Nullable Void> allThere = new CompletableFuture<>();
    private long counted;

    /** @param check takes each value and throws when it is not what was sent */
    RecordSink(
            Consumer<byte[], byte[]> consumer, String topic, long records, java.util.function.Consumer<byte[]> check) {
        this.consumer = consumer;
        this.topic = topic;
        this.records = records;
        this.check = check;
    }

    @Override
    public String name() {
        return topic + "-sink";
    }

    @Override
    public int doWork() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL_MAX);
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            check.accept(record.value());
        }
        counted += polled.count();
        if (counted > records) {
            throw new IllegalStateException(counted + " records came, " + records + " were sent");
        }
        if (counted == records) {
            allThere.complete(null);
        }
        return polled.count();
    }

    @Override
    public void onClose() {
        consumer.close();
    }

    /** Done when the last record was counted; whoever sees another part fail says so here. */
    CompletableFuture<@Nullable Void> allThere() {
        return allThere;
    }
}
