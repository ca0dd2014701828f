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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.simulator.audit.HeldBack;

/** What a broker leaves behind that is ended in order while transactions are committed. */
final class RestartedBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "letters";
    /** So many that hardly any is written to again by the clerk whose transaction was not ended there. */
    private static final int PARTITIONS = 100;

    private static final int CLERKS = 6;

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
            broker = EmbeddedBroker.start(Integer.parseInt(servers.replaceAll(".*:", "")), data, faults::add);

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
                        var unused = producer.send(new ProducerRecord<>(
                                TOPIC, random.nextInt(PARTITIONS), null, "letter".getBytes(UTF_8)));
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
