package vn.truc.simulator.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.truc.producer.DocumentProducer;
import vn.truc.producer.ProducerSettings;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.Shard;
import vn.truc.producer.keys.KeyRing;
import vn.truc.router.BouncedRouter;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TopicSpec;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.broker.TestCluster;
import vn.truc.simulator.exchange.CommittedRecords;
import vn.truc.simulator.exchange.DirectoryFollower;
import vn.truc.simulator.exchange.DirectoryPublisher;
import vn.truc.simulator.exchange.ExchangeTopics;
import vn.truc.simulator.exchange.RoleStarter;
import vn.truc.simulator.exchange.TestMeters;
import vn.truc.simulator.scenario.Scenarios;

/**
 * The shape of Kafka's own {@code transactions_test}: 100,000 documents are copied in transactions of some hundred while
 * routers are killed and the broker bounces; there must be exactly one committed copy of each. Readers that follow the
 * inboxes meanwhile must have seen nothing that does not stand there in the end.
 *
 * @see <a href="https://github.com/apache/kafka/blob/trunk/tests/kafkatest/tests/core/transactions_test.py">
 *     kafkatest, transactions_test.py</a>
 */
@Tag("guarantee")
class TransactionsTest {

    private static final int DOCUMENTS = Integer.getInteger("truc.transactions.documents", 100_000);
    private static final int PARTITIONS = 2;
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    private static final Duration SHORT_COMMIT_INTERVAL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static TestCluster cluster;
    private static KafkaSettings kafka;

    @BeforeAll
    static void startBroker() {
        cluster = TestCluster.start();
        kafka = KafkaSettings.of(cluster.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void everyDocumentHasExactlyOneCommittedCopyHoweverClientsAndBrokerBounce() {
        try (Copying copying = new Copying("bounced.", DOCUMENTS, null)) {
            copying.begin();
            copying.awaitIssued();
            copying.start("one");
            copying.start("two");
            for (int bounce = 0; bounce < 4; bounce++) {
                copying.awaitCopies((bounce + 1) * DOCUMENTS / 6);
                if (bounce % 2 == 0) {
                    copying.kill(bounce == 0 ? "one" : "two");
                    copying.start(bounce == 0 ? "one" : "two");
                } else {
                    cluster.bounce();
                }
            }
            copying.resend(DOCUMENTS / 40);
            assertThat(copying.finish(PATIENCE)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(BrokenClients.Bug.class)
    void everyPlantedBugIsFound(BrokenClients.Bug bug) {
        try (Copying copying = new Copying("bug-" + bug.ordinal() + ".", 1_500, bug)) {
            copying.start("one");
            copying.awaitServing("one");
            copying.begin();
            copying.awaitConsumed(100);
            copying.restart("one");
            copying.awaitIssued();
            copying.resend(40);
            assertThat(copying.finish(Duration.ofSeconds(20)))
                    .as(bug + " goes unnoticed")
                    .anyMatch(anomaly -> anomaly.startsWith(bug.anomaly()));
        }
    }

    @Test
    void aReaderWhoSawWhatWasAbortedIsFound() {
        try (Copying copying = new Copying("uncommitted.", 1_500, null, 500, "read_uncommitted")) {
            copying.start("one");
            copying.awaitServing("one");
            copying.begin();
            copying.awaitIssued();
            assertThat(copying.finish(Duration.ofSeconds(20)))
                    .anyMatch(anomaly -> anomaly.startsWith("aborted read"))
                    .allMatch(anomaly -> anomaly.startsWith("aborted read"));
        }
    }

    /** One exchange without addressees: outbox, routers, inboxes. */
    private static final class Copying implements AutoCloseable {

        private final TopicNames topics;
        private final BrokenClients.Bug bug;
        private final Plan plan;
        private final boolean quick;
        private final KeyRing keys;
        private final DirectoryFollower directory;
        private final KafkaProducer<byte[], byte[]> besides;
        private final Map<String, BouncedRouter> routers = new HashMap<>();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final RecordLog live;
        private DocumentProducer producer;
        private int started;

        Copying(String prefix, int documents, BrokenClients.Bug bug) {
            this(prefix, documents, bug, bug == null ? 50_000 : 500, "read_committed");
        }

        Copying(String prefix, int documents, BrokenClients.Bug bug, long rate, String isolation) {
            this.quick = rate > 1_000;
            this.topics = TopicNames.of(prefix);
            this.bug = bug;
            this.plan = new Plan(
                    Scenarios.read("reference").withRate(Rate.perSecond(rate)).withDocuments(documents), 6);
            ExchangeTopics.ensure(
                    kafka,
                    ExchangeTopics.specs(
                            topics,
                            PARTITIONS,
                            TopicSpec.BROKER_DEFAULT_REPLICATION,
                            plan.scenario().limits().bodyBytes()));
            keys = RoleStarter.keys(plan, null, new SecureRandom());
            DirectoryPublisher.publish(kafka, prefix, plan, keys);
            directory = DirectoryFollower.start(kafka, prefix, keys.trustAnchor(), failure::set);
            besides = new KafkaProducer<>(
                    kafka.producer("besides", Map.of(), Map.of()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            live = RecordLog.following(kafka, List.copyOf(topics.inboxes()), isolation);
        }

        void begin() {
            producer = DocumentProducer.start(
                    plan, new ProducerSettings(topics, Shard.WHOLE, 2), keys, kafka, TestMeters.unread(), failure::set);
        }

        void awaitIssued() {
            Awaitility.await().atMost(PATIENCE).until(producer::isDone);
            producer.close();
        }

        void start(String name) {
            routers.put(
                    name,
                    new BouncedRouter(
                            kafka,
                            topics,
                            name,
                            quick ? COMMIT_INTERVAL : SHORT_COMMIT_INTERVAL,
                            RoleStarter.policyOf(plan.scenario()),
                            directory,
                            RoleStarter.verifiers(directory, RoleStarter.policyOf(plan.scenario())),
                            new BrokenClients(++started, quick ? 10_000 : 100, bug, besides)));
        }

        void awaitServing(String name) {
            Awaitility.await().atMost(PATIENCE).until(routers.get(name)::isServing);
        }

        void kill(String name) {
            routers.remove(name).kill();
        }

        void restart(String name) {
            routers.remove(name).stop();
            start(name);
        }

        void awaitCopies(int copies) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                routers.values().forEach(router -> assertThat(router.failure()).isNull());
                return live.seen().values().stream().mapToInt(Map::size).sum() >= copies;
            });
        }

        /** Waits until so many documents of each partition of the outbox have been dealt with in committed transactions. */
        void awaitConsumed(long documents) {
            try (Admin admin = Admin.create(kafka.admin("test"))) {
                Awaitility.await().atMost(PATIENCE).until(() -> {
                    routers.values()
                            .forEach(router -> assertThat(router.failure()).isNull());
                    return isConsumed(admin, anyPartition -> documents);
                });
            }
        }

        /** Sends the first documents of each partition of the outbox once more, as a sender would who is not sure. */
        void resend(long documents) {
            String outbox = topics.name(Topic.OUTBOX);
            for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(kafka, outbox)) {
                if (record.offset() < documents) {
                    var unused = besides.send(new ProducerRecord<>(
                            outbox, record.partition(), record.key(), record.value(), record.headers()));
                }
            }
            besides.flush();
        }

        /** Waits until the whole outbox has been consumed, ends the routers, and looks for anomalies. */
        List<String> finish(Duration patience) {
            List<String> anomalies = new ArrayList<>();
            if (!isConsumedWithin(patience)) {
                anomalies.add("the outbox is not consumed to its end");
            }
            for (BouncedRouter router : routers.values()) {
                router.stop();
            }
            List<ConsumerRecord<byte[], byte[]>> copies = new ArrayList<>();
            topics.inboxes().forEach(inbox -> copies.addAll(CommittedRecords.of(kafka, inbox)));
            anomalies.addAll(
                    QueueChecks.anomaliesOf(CommittedRecords.of(kafka, topics.name(Topic.OUTBOX)), copies, PARTITIONS));
            live.close();
            assertThat(live.failure()).isNull();
            RecordLog settled = RecordLog.read(kafka, List.copyOf(topics.inboxes()), "read_committed");
            anomalies.addAll(QueueChecks.divergences(live.seen(), settled.seen()));
            return anomalies;
        }

        private boolean isConsumedWithin(Duration patience) {
            long deadline = System.nanoTime() + patience.toNanos();
            try (Admin admin = Admin.create(kafka.admin("test"))) {
                while (System.nanoTime() < deadline) {
                    if (isConsumed(admin, CommittedRecords.ends(kafka, topics.name(Topic.OUTBOX))::get)) {
                        return true;
                    }
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
                return false;
            }
        }

        /** Whether the routers' group has come so far in each partition of the outbox. */
        private boolean isConsumed(Admin admin, ToLongFunction<TopicPartition> ends) {
            try {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(topics.routerGroup())
                        .partitionsToOffsetAndMetadata()
                        .get();
                return IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topics.name(Topic.OUTBOX), partition))
                        .allMatch(partition -> committed.containsKey(partition)
                                && committed.get(partition).offset() >= ends.applyAsLong(partition));
            } catch (InterruptedException | ExecutionException notNow) {
                return false;
            }
        }

        @Override
        public void close() {
            for (BouncedRouter router : routers.values()) {
                router.stop();
            }
            live.close();
            besides.close();
            directory.close();
        }
    }
}
