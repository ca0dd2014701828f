package vn.truc.simulator.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.ShareBoard;
import vn.truc.consumer.ShareConsumer;
import vn.truc.consumer.ShareOptions;
import vn.truc.producer.DocumentProducer;
import vn.truc.producer.ProducerSettings;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Shard;
import vn.truc.producer.keys.KeyRing;
import vn.truc.router.Router;
import vn.truc.router.RouterSettings;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.broker.SecuredBroker;
import vn.truc.simulator.cli.CommandLineUnderTest;
import vn.truc.simulator.exchange.AuditPublisher;
import vn.truc.simulator.exchange.DirectoryFollower;
import vn.truc.simulator.exchange.DirectoryNotWrittenException;
import vn.truc.simulator.exchange.DirectoryPublisher;
import vn.truc.simulator.exchange.RoleStarter;
import vn.truc.simulator.exchange.TestMeters;
import vn.truc.simulator.scenario.Scenarios;

/** Roles with the rights of deploy/access/acls.tsv and no other, over TLS and SASL/SCRAM. */
class AccessTest {

    private static final Path ACLS = Path.of("..", "deploy", "access", "acls.tsv");
    private static final TopicNames TOPICS = TopicNames.of(Topic.DEFAULT_PREFIX);
    private static final Plan PLAN = new Plan(Scenarios.read("smoke").withDocuments(300), 8);

    private static SecuredBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = SecuredBroker.start("truc-producer", "truc-router", "truc-consumer", "truc-auditor", "truc-stranger");
        StringWriter out = new StringWriter();
        assertThat(CommandLineUnderTest.execute(
                        new PrintWriter(out),
                        "topics",
                        "smoke",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--kafka-config",
                        broker.configOfAdmin().toString()))
                .as(out.toString())
                .isZero();
        broker.secrets().forEach(secret -> assertThat(out.toString()).doesNotContain(secret));
        try (Admin admin = Admin.create(kafka(broker.configOfAdmin()).admin("acls"))) {
            admin.createAcls(acls()).all().get();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void anExchangeWorksWithTheRightsOfItsRolesAndIsAudited() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        KeyRing keys = RoleStarter.keys(PLAN, null, new SecureRandom());
        DirectoryPublisher.publish(of("producer"), TOPICS.prefix(), PLAN, keys);
        try (DirectoryFollower ofRouter =
                        DirectoryFollower.start(of("router"), TOPICS.prefix(), keys.trustAnchor(), failure::set);
                DirectoryFollower ofConsumer =
                        DirectoryFollower.start(of("consumer"), TOPICS.prefix(), keys.trustAnchor(), failure::set);
                ShareBoard board = ShareBoard.open(of("consumer"), TOPICS.prefix(), false, failure::set);
                ShareConsumer consumer = RoleStarter.consumer(
                        of("consumer"),
                        ShareOptions.on(TOPICS),
                        ofConsumer,
                        RoleStarter.policyOf(PLAN.scenario()),
                        TestMeters.unread(),
                        failure::set)) {
            Router router = RoleStarter.router(
                    of("router"),
                    new RouterSettings(TOPICS, "one", Duration.ofMillis(50), 1, RoleStarter.policyOf(PLAN.scenario())),
                    ofRouter,
                    TestMeters.unread());
            try (AgentRunner running = AgentRunner.start(router, failure::set);
                    DocumentProducer producer = DocumentProducer.start(
                            PLAN,
                            new ProducerSettings(TOPICS, Shard.WHOLE, 1),
                            keys,
                            of("producer"),
                            TestMeters.unread(),
                            failure::set)) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                    assertThat(failure.get()).isNull();
                    assertThat(running.hasEnded()).isFalse();
                    assertThat(consumer.isRunning()).isTrue();
                    return producer.isDone()
                            && board.sums().total().delivered()
                                    == PLAN.totals().all().deliveries();
                });
                try (Audit audit = new Audit(PLAN, PLAN.documents(), of("auditor"), TOPICS, false, System::nanoTime)) {
                    var audited = audit.run(Duration.ofSeconds(5));
                    assertThat(audited.violationLines()).isEmpty();
                    AuditPublisher.publish(of("auditor"), TOPICS, audited, PLAN.documents());
                }
            }
        }
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsNamed() {
        assertThatThrownBy(() -> DirectoryPublisher.publish(of("consumer"), TOPICS.prefix(), PLAN, null))
                .isInstanceOf(DirectoryNotWrittenException.class)
                .hasMessageContaining(TOPICS.name(Topic.DIRECTORY))
                .hasMessageContaining("as a user who may write");
    }

    @Test
    void noRoleCanDoWhatAnotherDoes() {
        refusedToWrite("producer", TOPICS.name(Topic.INBOX_COMMUNE));
        refusedToWrite("producer", TOPICS.name(Topic.RECEIPT));
        refusedToWrite("producer", TOPICS.name(Topic.SEEN));
        refusedToWrite("router", TOPICS.name(Topic.OUTBOX));
        refusedToWrite("router", TOPICS.name(Topic.RECEIPT));
        refusedToWrite("router", TOPICS.name(Topic.DIRECTORY));
        refusedToWrite("consumer", TOPICS.name(Topic.OUTBOX));
        refusedToWrite("consumer", TOPICS.name(Topic.INBOX_COMMUNE));
        refusedToWrite("consumer", TOPICS.name(Topic.DIRECTORY));
        refusedToWrite("auditor", TOPICS.name(Topic.OUTBOX));
        refusedToWrite("auditor", TOPICS.name(Topic.SHARE));
        refusedToWrite("stranger", TOPICS.name(Topic.OUTBOX));
        refusedToRead("producer", TOPICS.name(Topic.INBOX_COMMUNE));
        refusedToRead("consumer", TOPICS.name(Topic.OUTBOX));
        refusedToRead("router", TOPICS.name(Topic.RECEIPT));
        refusedToRead("stranger", TOPICS.name(Topic.DIRECTORY));
    }

    @Test
    void noRoleCanTakeTheTransactionsOfAnother() {
        Map<String, Object> settings = of("consumer")
                .producer("thief", Map.of("max.block.ms", 10_000), Map.of("transactional.id", "truc.router-one"));
        try (KafkaProducer<byte[], byte[]> thief =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(thief::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndNeverRepeated() throws IOException {
        Path config = broker.configOf("truc-router");
        Files.writeString(config, Files.readString(config).replace("truc-router-secret", "guessed-secret"));
        StringWriter out = new StringWriter();

        int code = CommandLineUnderTest.execute(
                new PrintWriter(out),
                "route",
                "smoke",
                "--verbose",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--kafka-config",
                config.toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("refused authentication").doesNotContain("guessed-secret");
        assertThat(kafka(config).toString()).doesNotContain("guessed-secret").contains("sasl.mechanism");
        assertThatThrownBy(() -> {
                    try (Admin admin = Admin.create(kafka(config).admin("thief"))) {
                        admin.listTopics().names().get();
                    }
                })
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    private static void refusedToWrite(String role, String topic) {
        Map<String, Object> settings = of(role).producer(role, Map.of("max.block.ms", 10_000), Map.of());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, "k".getBytes(UTF_8), new byte[1]))
                            .get())
                    .as("%s writes %s", role, topic)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static void refusedToRead(String role, String topic) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(of(role).consumer(role, Map.of(), Map.of()), bytes, bytes)) {
            reader.assign(Set.of(new TopicPartition(topic, 0)));
            assertThatThrownBy(() -> {
                        for (int polls = 0; polls < 100; polls++) {
                            reader.poll(Duration.ofMillis(100));
                        }
                    })
                    .as("%s reads %s", role, topic)
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static KafkaSettings of(String role) {
        return kafka(broker.configOf("truc-" + role));
    }

    private static KafkaSettings kafka(Path config) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(config)) {
            properties.load(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return new KafkaSettings(broker.bootstrapServers(), settings);
    }

    private static List<AclBinding> acls() throws IOException {
        List<AclBinding> acls = new ArrayList<>();
        for (String line : Files.readAllLines(ACLS)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] row = line.split("\t", -1);
            String name = row[3].replace("PREFIX", TOPICS.prefix()).replace("GROUP", TOPICS.consumerGroup());
            ResourcePattern resource = new ResourcePattern(
                    ResourceType.fromString(row[1].replace('-', '_')),
                    name,
                    PatternType.valueOf(row[2].toUpperCase(Locale.ROOT)));
            for (String operation : row[4].split(",", -1)) {
                acls.add(new AclBinding(
                        resource,
                        new AccessControlEntry(
                                "User:truc-" + row[0],
                                "*",
                                AclOperation.valueOf(
                                        operation.equals("DescribeConfigs")
                                                ? "DESCRIBE_CONFIGS"
                                                : operation.toUpperCase(Locale.ROOT)),
                                AclPermissionType.ALLOW)));
            }
        }
        return acls;
    }
}
