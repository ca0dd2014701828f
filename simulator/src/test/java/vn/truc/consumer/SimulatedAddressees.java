package vn.truc.consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedEnvelopes;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.TopicNames;

/** The addressees' topology on Kafka's test driver. That it survives a crash exactly is the library's promise. */
public final class SimulatedAddressees implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new LinkedHashMap<>();

    /** @param writes the topics that it writes to */
    public SimulatedAddressees(
            TopicNames topics,
            Directory directory,
            VerificationPolicy policy,
            VerifiedTreeHeads heads,
            List<String> writes) {
        VerifiedEnvelopes envelopes = new VerifiedEnvelopes();
        Properties settings = new Properties();
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // as the role has it
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        driver = new TopologyTestDriver(
                new ShareTopology(
                                ShareOptions.on(topics),
                                new Agencies(directory, () -> {}, () -> 0),
                                () -> new EnvelopeVerifier(directory, policy, heads, envelopes, CryptoProvider.best()),
                                new ConsumerMeters(new Meters(new SimpleMeterRegistry()), new DeliveryLatencies()),
                                new IdleCommit(),
                                Clock.systemUTC())
                        .build(1),
                settings);
        for (String topic : writes) {
            outputs.put(
                    topic, driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
    }

    /**
     * Works on one record, and hands over what came of it. The driver itself takes on what it wrote to topics that it reads.
     */
    public void take(ConsumerRecord<byte[], byte[]> record, Consumer<ProducerRecord<byte[], byte[]>> onWritten) {
        inputs.computeIfAbsent(
                        record.topic(),
                        topic -> driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), Instant.EPOCH));
        outputs.forEach((topic, output) -> {
            while (!output.isEmpty()) {
                TestRecord<byte[], byte[]> written = output.readRecord();
                onWritten.accept(new ProducerRecord<>(topic, null, written.key(), written.value(), written.headers()));
            }
        });
    }

    @Override
    public void close() {
        driver.close();
    }
}
