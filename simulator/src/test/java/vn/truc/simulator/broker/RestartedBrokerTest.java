package vn.truc.simulator.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.simulator.audit.HeldBack;

/** What is left by a broker that is ended in order and started again while it is written to. */
final class RestartedBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "letters";
    /** So many that hardly any is written to again by the clerk whose transaction was not ended there. */
    private static final int PARTITIONS = 100;

    private static final int CLERKS = 6;
    /** Letters that a clerk sends to each partition: from before the broker is back until it leads all of them. */
    private static final int LETTERS = 50;

    /** Longer than a producer waits for more, so that a partition's letters come in many requests. */
    private static final int BETWEEN_LETTERS_MILLIS = 10;

    private final BlockingQueue<BrokerException> faults = new LinkedBlockingQueue<>();

    @TempDir
    Path data;

    @Test
    void leavesNoTransactionWithoutItsEnd() throws Exception {
        List<Clerk> clerks = new ArrayList<>();
        EmbeddedBroker broker = EmbeddedBroker.start(0, data, faults::add);
        String servers = broker.bootstrapServers();
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            for (int number = 0; number < CLERKS; number++) {
                clerks.add(new Clerk(servers, number));
            }
            clerks.forEach(clerk -> clerk.awaitCommits(20));

            broker.close();
            broker = EmbeddedBroker.start(port(servers), data, faults::add);

            clerks.forEach(clerk -> clerk.awaitCommits(1));
            clerks.forEach(Clerk::close);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(HeldBack.in(admin, List.of(TOPIC)))
                    .isEmpty());
        } finally {
            clerks.forEach(Clerk::close);
            broker.close();
        }
        assertThat(faults).isEmpty();
    }

    /** A broker that has just started may refuse the first request for a partition and take the second. */
    @Test
    void letsNoLetterOvertakeTheFirstOfItsPartition() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(0, data, faults::add);
        KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers());
        List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
        ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
        try (Admin admin = Admin.create(kafka.admin("archive"))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            for (int number = 0; number < CLERKS; number++) {
                producers.add(producer(kafka, number));
            }
            broker.close();
            List<Future<List<Future<RecordMetadata>>>> sending = new ArrayList<>();
            for (KafkaProducer<byte[], byte[]> producer : producers) {
                sending.add(clerks.submit(() -> sendToAll(producer)));
            }
            broker = EmbeddedBroker.start(port(kafka.bootstrapServers()), data, faults::add);

            for (Future<List<Future<RecordMetadata>>> sent : sending) {
                long[] last = new long[PARTITIONS];
                for (Future<RecordMetadata> letter : sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    RecordMetadata written = letter.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    assertThat(written.offset() + 1).isGreaterThan(last[written.partition()]);
                    last[written.partition()] = written.offset() + 1;
                }
            }
        } finally {
            clerks.shutdownNow();
            producers.forEach(producer -> producer.close(Duration.ZERO));
            broker.close();
        }
        assertThat(faults).isEmpty();
    }

    /** A producer that knows the cluster and has its identity, but has written to none of the partitions but the first. */
    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka, int number) throws Exception {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                kafka.producer("clerk-" + number, Map.of(), Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.send(letter(0)).get();
        return producer;
    }

    private static List<Future<RecordMetadata>> sendToAll(KafkaProducer<byte[], byte[]> producer) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int letter = 0; letter < LETTERS; letter++) {
            for (int partition = 1; partition < PARTITIONS; partition++) {
                sent.add(producer.send(letter(partition)));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_LETTERS_MILLIS));
        }
        return sent;
    }

    private static ProducerRecord<byte[], byte[]> letter(int partition) {
        return new ProducerRecord<>(TOPIC, partition, null, "letter".getBytes(UTF_8));
    }

    private static int port(String servers) {
        return Integer.parseInt(servers.replaceAll(".*:", ""));
    }

    /** Commits a letter a transaction, as fast as it can, whatever becomes of the broker. */
    private static final class Clerk implements AutoCloseable {

        private final AtomicInteger commits = new AtomicInteger();
        private final SplittableRandom random;
        private final Map<String, Object> settings;
        private final Thread thread;
        private volatile boolean stopping;

        Clerk(String servers, int number) {
            this.random = new SplittableRandom(number);
            this.settings = Map.of("bootstrap.servers", servers, "transactional.id", "clerk-" + number);
            this.thread = new Thread(this::work, "clerk-" + number);
            thread.start();
        }

        private void work() {
            while (!stopping) {
                try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                    producer.initTransactions();
                    while (!stopping) {
                        producer.beginTransaction();
                        var unused = producer.send(letter(random.nextInt(PARTITIONS)));
                        producer.commitTransaction();
                        commits.incrementAndGet();
                    }
                } catch (KafkaException fenced) {
                    // the next one goes on under the same identity
                }
            }
        }

        /** Waits for so many more. */
        void awaitCommits(int more) {
            int enough = commits.get() + more;
            await().atMost(PATIENCE).until(() -> commits.get() >= enough);
        }

        @Override
        public void close() {
            stopping = true;
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
