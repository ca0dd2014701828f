package vn.truc.console.feed;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.agent.Agent;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.ClientConnections;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TableReader;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/** Readers of topics, each on a thread of its own, that begin and end together. They are begun by one thread. */
final class Readers implements AutoCloseable {

    /** A page shows seconds; and whoever is watched should not feel it. */
    static final Map<String, Object> UNHURRIED = KafkaSettings.inBulk(Duration.ofMillis(400));

    private final KafkaSettings kafka;
    private final TopicNames topics;
    private final Meters meters;
    private final Consumer<Throwable> onFailure;
    private final Deque<AgentRunner> running = new ArrayDeque<>();
    private final List<KafkaConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
    private final Deque<KafkaClientMetrics> measured = new ArrayDeque<>();

    /** @param onFailure hears what ended a reader, if anything did */
    Readers(KafkaSettings kafka, TopicNames topics, Meters meters, Consumer<Throwable> onFailure) {
        this.kafka = kafka;
        this.topics = topics;
        this.meters = meters;
        this.onFailure = onFailure;
    }

    /** Follows a compacted topic: everything that is there, then every change. */
    TableReader table(Topic topic, BiConsumer<byte[], byte @Nullable []> onRow) {
        TableReader reader = new TableReader(topics.name(topic), consumer(topic), onRow);
        run(reader);
        return reader;
    }

    /** Follows a topic from its beginning or from now on. */
    void tail(Topic topic, TopicTail.From from, Consumer<ConsumerRecords<byte[], byte[]>> onRecords) {
        run(new TopicTail(topics.name(topic), from, consumer(topic), onRecords));
    }

    /** Runs anything else beside them. */
    void run(Agent agent) {
        running.push(AgentRunner.start(agent, onFailure));
    }

    /** Whether each reader of a topic has a connection to a broker; from any thread. */
    boolean areConnected() {
        return consumers.stream().allMatch(consumer -> ClientConnections.areOpen(consumer.metrics()));
    }

    @Override
    public void close() {
        running.forEach(AgentRunner::stop);
        while (!running.isEmpty()) {
            running.pop().close();
        }
        while (!measured.isEmpty()) {
            Meters.unbind(measured.pop());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(Topic topic) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka.consumer("truc-console-" + topic, UNHURRIED, Map.of()), bytes, bytes);
        consumers.add(consumer);
        measured.push(meters.bind(null, new KafkaClientMetrics(consumer)));
        return consumer;
    }
}
