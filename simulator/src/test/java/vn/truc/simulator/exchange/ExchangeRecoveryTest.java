package vn.truc.simulator.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.consumer.ShareConsumer;
import vn.truc.consumer.ShareOptions;
import vn.truc.producer.DocumentProducer;
import vn.truc.producer.ProducerSettings;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.Shard;
import vn.truc.producer.keys.KeyRing;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TopicSpec;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.audit.AuditResult;
import vn.truc.simulator.broker.EmbeddedBroker;
import vn.truc.simulator.broker.TestCluster;
import vn.truc.simulator.cli.Truc;
import vn.truc.simulator.scenario.Scenarios;

/** The guarantees while a part of the exchange is away, on a real broker. */
class ExchangeRecoveryTest {

    private static final TopicNames TOPICS = TopicNames.of(Topic.DEFAULT_PREFIX);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path directory;

    @Test
    void aBrokerThatIsAwayForAWhileCostsNothing() {
        // given a run on a broker that keeps its records
        AtomicReference<EmbeddedBroker> broker = new AtomicReference<>(start(0));
        String address = broker.get().bootstrapServers();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        Plan plan = plan(6_000, 400);
        ExchangeOptions options = ExchangeOptions.forCores(KafkaSettings.of(address), TOPICS, null, 2);

        // when the broker goes and comes back in the middle of it
        ExchangeRun run = new ExchangeRun(plan, options, meters(), new java.util.function.Consumer<>() {
            private boolean away;

            @Override
            public void accept(RunProgress progress) {
                if (!away && progress.issued() > 1_500) {
                    away = true;
                    broker.get().close();
                    broker.set(start(port));
                }
            }
        });
        RunOutcome outcome = run.run();
        broker.get().close();

        // then
        assertThat(outcome.issued()).isEqualTo(6_000);
        assertThat(outcome.audited().violations().values()).allMatch(List::isEmpty);
    }

    @Test
    @Tag("guarantee")
    void aRouterThatIsKilledAndStartedAgainLosesNothingAndRepeatsNothing() throws Exception {
        Plan plan = plan(8_000, 500);
        try (TestCluster cluster = TestCluster.start()) {
            KafkaSettings kafka = KafkaSettings.of(cluster.bootstrapServers());
            KeyRing keys = prepare(plan, kafka);
            Process survivor = router(cluster, "survivor");
            Process victim = router(cluster, "victim");
            try (DirectoryFollower directory =
                            DirectoryFollower.start(kafka, Topic.DEFAULT_PREFIX, keys.trustAnchor(), failures::add);
                    ShareConsumer consumer = RoleStarter.consumer(
                            kafka,
                            ShareOptions.on(TOPICS),
                            directory,
                            RoleStarter.policyOf(plan.scenario()),
                            meters(),
                            failures::add)) {
                awaitRunning(survivor, victim);
                assertThat(consumer.awaitRunning(SOON)).isTrue();
                try (DocumentProducer producer = DocumentProducer.start(
                        plan, new ProducerSettings(TOPICS, Shard.WHOLE, 2), keys, kafka, meters(), failures::add)) {
                    Awaitility.await().atMost(SOON).until(() -> producer.issued() > 2_000);
                    victim.destroyForcibly().waitFor();
                    victim = router(cluster, "victim");
                    Awaitility.await().atMost(SOON).until(producer::isDone);
                }

                AuditResult audited;
                try (Audit audit = new Audit(plan, plan.documents(), kafka, TOPICS, false, System::nanoTime)) {
                    audited = audit.run(Duration.ofSeconds(20));
                }

                assertThat(audited.violations().values()).allMatch(List::isEmpty);
                assertThat(audited.refused()).isEmpty();
                assertThat(victim.isAlive()).isTrue();
            } finally {
                survivor.destroyForcibly().waitFor();
                victim.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    @Timeout(120)
    void aBrokerWhoseDiskFailsEndsTheRunWithWhatItSaid() throws IOException {
        List<Path> others = brokerDirectories();
        AtomicBoolean removed = new AtomicBoolean();
        ExchangeRun run = new ExchangeRun(
                plan(60_000, 400), ExchangeOptions.forCores(null, TOPICS, null, 2), meters(), progress -> {
                    if (progress.issued() > 100 && !removed.getAndSet(true)) {
                        brokerDirectories().stream()
                                .filter(found -> !others.contains(found))
                                .filter(ExchangeRecoveryTest::isHeldHere)
                                .forEach(ExchangeRecoveryTest::removeWithContent);
                    }
                });

        assertThatThrownBy(run::run)
                .isInstanceOf(RunFailedException.class)
                .hasMessageStartingWith("the embedded broker failed");
    }

    private static List<Path> brokerDirectories() {
        try (var found = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "truc-broker-*")) {
            return StreamSupport.stream(found.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Other processes have brokers of their own beside this one. */
    private static boolean isHeldHere(Path directory) {
        try (FileChannel channel = FileChannel.open(directory.resolve(".truc-broker.lock"), StandardOpenOption.WRITE)) {
            FileLock unused = channel.tryLock();
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Also what the broker writes meanwhile. */
    private static void removeWithContent(Path directory) {
        while (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException changedMeanwhile) {
                // once more
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private EmbeddedBroker start(int port) {
        return EmbeddedBroker.start(port, directory.resolve("broker"), failures::add);
    }

    private static KeyRing prepare(Plan plan, KafkaSettings kafka) {
        Scenario scenario = plan.scenario();
        ExchangeTopics.ensure(
                kafka,
                ExchangeTopics.specs(
                        TOPICS,
                        scenario.partitions(),
                        TopicSpec.BROKER_DEFAULT_REPLICATION,
                        scenario.limits().bodyBytes()));
        KeyRing keys = RoleStarter.keys(plan, null, new SecureRandom());
        assertThat(keys).isNotNull();
        DirectoryPublisher.publish(kafka, Topic.DEFAULT_PREFIX, plan, keys);
        return keys;
    }

    /** A router in a process of its own, which can be killed as no thread can. */
    private Process router(TestCluster cluster, String instance) throws IOException {
        Path log = Files.createTempFile(directory, instance, ".log");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // it is over before a second compiler would gain anything
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Truc.class.getName(),
                        "route",
                        "smoke",
                        "--bootstrap-servers",
                        cluster.bootstrapServers(),
                        "--instance",
                        instance)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private void awaitRunning(Process... routers) {
        Awaitility.await().atMost(SOON).until(() -> {
            assertThat(routers).as("logs: %s", logs()).allMatch(Process::isAlive);
            return logs().lines().filter(line -> line.contains("is running")).count() == routers.length;
        });
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.newDirectoryStream(directory, "*.log")) {
            for (Path file : files) {
                all.append(Files.readString(file, UTF_8));
            }
        }
        return all.toString();
    }

    @AfterEach
    void noPartGaveUp() {
        assertThat(failures).isEmpty();
    }

    private static Plan plan(long documents, long perSecond) {
        Scenario scenario = Scenarios.read("smoke").withRate(Rate.perSecond(perSecond));
        return new Plan(scenario.withDocuments(documents), 13);
    }

    private static Meters meters() {
        return new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }
}
