package vn.truc.simulator.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.runtime.metrics.PortTakenException;

final class EmbeddedBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

    private final BlockingQueue<BrokerException> faults = new LinkedBlockingQueue<>();

    @TempDir
    Path scratch;

    @Test
    void servesCommittedTransactionsAndLargeRecordsAndHidesAbortedOnes() throws Exception {
        Path temporary;
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, null, faults::add)) {
            temporary = broker.dataDirectory();
            createTopic(broker);
            byte[] large = new byte[6 << 20];
            large[large.length - 1] = 42;

            try (KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of("transactional.id", "clerk"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(letter("aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(letter("committed")).get();
                producer.send(new ProducerRecord<>(PARTITION.topic(), large)).get();
                producer.commitTransaction();
            }

            List<byte[]> read = read(broker, 2);
            assertThat(read.get(0)).isEqualTo("committed".getBytes(UTF_8));
            assertThat(read.get(1)).isEqualTo(large);
        }
        assertThat(temporary).doesNotExist();
        assertThat(faults).isEmpty();
    }

    @Test
    void servesTheRecordsOfAnEarlierBrokerFromTheSameDirectoryInOrder() throws Exception {
        Path data = scratch.resolve("not/yet/there");
        List<String> letters =
                IntStream.range(0, 500).mapToObj(n -> "letter " + n).toList();
        try (EmbeddedBroker first = EmbeddedBroker.start(0, data, faults::add)) {
            createTopic(first);
            try (KafkaProducer<byte[], byte[]> producer = producer(first, Map.of())) {
                for (String text : letters) {
                    producer.send(letter(text)).get();
                }
            }
        }

        try (EmbeddedBroker second = EmbeddedBroker.start(0, data, faults::add)) {
            assertThat(read(second, letters.size()))
                    .extracting(bytes -> new String(bytes, UTF_8))
                    .isEqualTo(letters);
        }
        assertThat(data).isDirectory();
    }

    @Test
    void namesAPortThatIsTakenAndTheOptionAndLeavesNothingBehind() throws IOException {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = squatter.getLocalPort();
            Path data = scratch.resolve("data");

            assertThatThrownBy(() -> EmbeddedBroker.start(port, data, faults::add))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(port))
                    .hasMessageContaining("--port");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void reportsAFailedDiskToTheListenerAndTheProcessLivesOn() throws Exception {
        Path data = scratch.resolve("data");
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, data, faults::add);
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            removeWithContent(data);
            Files.writeString(data, "a file where the directory was");

            admin.createTopics(List.of(new NewTopic("doomed", 1, (short) 1)));

            await().atMost(PATIENCE).until(() -> !faults.isEmpty());
            assertThat(faults.element())
                    .isSameAs(broker.fault())
                    .hasMessageStartingWith("the embedded broker failed")
                    .hasMessageContaining(data.toString());
        }
        assertThat(faults).hasSize(1);
    }

    @Test
    void stopsAThreadOfKafkaThatAsksForTheEndOfTheProcessAndTellsTheListenerOnce() throws Exception {
        List<Throwable> thrown = new ArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, null, faults::add)) {
            Thread failing = new Thread(() -> Exit.halt(1, "all is lost"), "some-kafka-thread");
            failing.setUncaughtExceptionHandler((thread, error) -> thrown.add(error));
            failing.start();
            failing.join();
            assertThatThrownBy(() -> Exit.exit(2)).isInstanceOf(Error.class);

            await().atMost(PATIENCE).until(() -> !faults.isEmpty());
            assertThat(faults.element())
                    .isSameAs(broker.fault())
                    .hasMessageContainingAll("all is lost", "some-kafka-thread");
            assertThat(thrown).singleElement().isInstanceOf(Error.class);
        }
        assertThat(faults).hasSize(1);
    }

    @Test
    void letsTheListenerCloseTheBroker() {
        EmbeddedBroker[] broker = new EmbeddedBroker[1];
        broker[0] = EmbeddedBroker.start(0, null, fault -> {
            broker[0].close();
            faults.add(fault);
        });

        assertThatThrownBy(() -> Exit.halt(1)).isInstanceOf(Error.class);

        await().atMost(PATIENCE).until(() -> !faults.isEmpty());
        assertThat(broker[0].dataDirectory()).doesNotExist();
        broker[0].close();
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("max.request.size", 8 << 20);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> letter(String text) {
        return new ProducerRecord<>(PARTITION.topic(), text.getBytes(UTF_8));
    }

    private static List<byte[]> read(EmbeddedBroker broker, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    private static void removeWithContent(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
