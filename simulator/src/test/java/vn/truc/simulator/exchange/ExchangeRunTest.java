package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.keys.KeyFiles;
import vn.truc.producer.keys.KeyRing;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.audit.Guarantee;
import vn.truc.simulator.report.ReportBuilder;
import vn.truc.simulator.report.RunReport;
import vn.truc.simulator.report.SummaryScreen;
import vn.truc.simulator.scenario.Scenarios;

/** The guarantees end to end, on a real broker. */
@Tag("guarantee")
class ExchangeRunTest {

    private static TestExchange cluster;

    @BeforeAll
    static void startBroker() {
        cluster = new TestExchange();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void everyDocumentIsAccountedForAndTheShareIsExactlyThePlans() throws Exception {
        Plan plan = plan(1_000, 7);

        RunOutcome outcome = cluster.run(plan, "held.").run();

        assertThat(outcome.audited().violations().values()).allMatch(List::isEmpty);
        assertThat(outcome.audited().delivered()).isEqualTo(plan.totals().all().deliveries());
        RunReport report = ReportBuilder.of(outcome);
        assertThat(report.audit().verdict()).isEqualTo("held");
        assertThat(report.documents().issued()).isEqualTo(1_000);
        assertThat(report.share().electronic()).isEqualTo(report.share().planned());
        assertThat(report.share().paperless()).isLessThan(report.share().electronic());
        assertThat(report.share().byLevel()).hasSize(4).allSatisfy((level, share) -> assertThat(share.documents())
                .isPositive());
        assertThat(report.latencyMicros().values()).allMatch(latency -> latency.max() > 0);
        assertThat(report.share().byMonth()).singleElement().satisfies(month -> {
            assertThat(month.month()).isEqualTo("2020-12");
            assertThat(month.electronic()).isEqualTo(report.share().electronic());
            assertThat(month.paperless()).isEqualTo(report.share().paperless());
            assertThat(month.documents()).isEqualTo(plan.totals().all().counted());
        });
        assertThat(SummaryScreen.of(report)).hasSizeLessThan(40).noneMatch(line -> line.contains("2020-12"));
        ReportSchema.assertFits(report);
        assertMeasuresEveryDelivery(report);
    }

    @Test
    void whatFailedFirstIsTheReasonAlsoWhereTheRunHasNotBegun() {
        IllegalStateException fault = new IllegalStateException("the disk is full");
        ExchangeRun run = new ExchangeRun(
                plan(10, 1),
                ExchangeOptions.forCores(KafkaSettings.of("127.0.0.1:1"), TopicNames.of("away."), null, 2),
                TestExchange.meters(),
                progress -> {});

        run.fail(fault);

        assertThatThrownBy(run::run).isInstanceOf(RunFailedException.class).hasCause(fault);
    }

    @Test
    void phasesWithAMixOfTheirOwnAreCountedAndAuditedByIt(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("mixed.yaml");
        Files.writeString(
                file,
                Scenarios.text("smoke")
                        // all on one day, where a number that began anew would be an id that was there before
                        .replace("speed: 86400", "speed: 1")
                        .replace(
                                "  - {rate: 500/s, duration: 5s}",
                                """
                                  - {rate: 500/s, duration: 1s}
                                  - rate: 500/s
                                    duration: 1s
                                    mix:
                                      levels: {commune: {weight: 400, electronic: 0.1, parallel: 0.1}}
                                      documentTypes: {decision: 1}
                                  - {rate: 500/s, duration: 1s}"""));
        Plan plan = new Plan(Scenarios.read(file.toString()), 5);

        RunOutcome outcome = cluster.run(plan, "mixed.").run();

        assertThat(outcome.audited().violations().values()).allMatch(List::isEmpty);
        RunReport report = ReportBuilder.of(outcome);
        assertThat(report.documents().issued()).isEqualTo(1_500);
        assertThat(report.share().electronic())
                .isEqualTo(report.share().planned())
                .isCloseTo(plan.scenario().plannedElectronicShare(), within(0.005))
                .isLessThan(0.75);
    }

    @Test
    void aRunThatIsStoppedAuditsWhatItIssued() {
        Plan plan = plan(100_000, 3);
        AtomicReference<ExchangeRun> running = new AtomicReference<>();
        ExchangeRun run = new ExchangeRun(plan, cluster.options("stopped."), TestExchange.meters(), progress -> {
            if (progress.issued() > 200) {
                running.get().stop();
            }
        });
        running.set(run);

        RunOutcome outcome = run.run();

        assertThat(outcome.issued()).isBetween(200L, 99_999L);
        assertThat(outcome.audited().held()).isTrue();
    }

    @Test
    void whatStrangersWriteEndsAsDeadLettersWhileEverythingElseFlowsOn() {
        // given an exchange, and one genuine envelope of it with a bit flipped in each of its parts
        Plan plan = plan(1_500, 11);
        String prefix = "strangers.";
        List<DeadLetter> letters = new ArrayList<>();
        try (Exchange exchange = Exchange.start(plan, cluster.options(prefix), TestExchange.meters(), cause -> {})) {
            ConsumerRecord<byte[], byte[]> genuine = firstOf(prefix + "outbox");
            List<Forgery> forgeries = Forgery.allOf(genuine.value());

            // when
            cluster.write(
                    prefix + "outbox",
                    genuine.key(),
                    forgeries.stream().map(forgery -> forgery.bytes().array()).toList());

            // then
            long deliveries = plan.totals().all().deliveries();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> exchange.counted().delivered() == deliveries);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                letters.clear();
                letters.addAll(cluster.letters(prefix));
                return letters.size() >= forgeries.size();
            });
            assertThat(letters).hasSameSizeAs(forgeries);
            for (Forgery forgery : forgeries) {
                DeadLetter letter = letters.stream()
                        .filter(candidate -> candidate.getOriginal().equals(forgery.bytes()))
                        .findFirst()
                        .orElseThrow();
                assertThat(letter.getReason()).as(forgery.what()).isIn(forgery.reasons());
            }
        }

        // and the audit names the agency and the month whose share was lowered by refusals that nobody planned
        try (Audit audit =
                new Audit(plan, plan.documents(), cluster.kafka(), TopicNames.of(prefix), false, System::nanoTime)) {
            Map<Guarantee, List<String>> violations =
                    audit.run(Duration.ofSeconds(2)).violations();
            assertThat(violations.get(Guarantee.SHARE_MATCHES_PLAN))
                    .hasSize(2)
                    .last(InstanceOfAssertFactories.STRING)
                    .matches("2020-12: refused \\d+ instead of 0");
            assertThat(violations.get(Guarantee.NO_FORGERY_DELIVERED)).isEmpty();
            assertThat(violations.get(Guarantee.NO_DUPLICATE_DELIVERED)).isEmpty();
            assertThat(violations.get(Guarantee.EVERY_DOCUMENT_ACCOUNTED_FOR)).isEmpty();
        }
    }

    @Test
    void issuingThePlanAgainDeliversNothingTwice() {
        Plan plan = plan(400, 5);
        String prefix = "again.";
        Path keys = keysOf(plan);
        ExchangeOptions options = new ExchangeOptions(
                cluster.kafka(), Map.of(), TopicNames.of(prefix), false, keys, 2, 1, 1, RoleStarter.COMMIT_INTERVAL);
        assertThat(new ExchangeRun(plan, options, TestExchange.meters(), progress -> {})
                        .run()
                        .audited()
                        .held())
                .isTrue();

        RunOutcome again = new ExchangeRun(plan, options, TestExchange.meters(), progress -> {}).run();

        assertThat(again.audited().violations().values()).allMatch(List::isEmpty);
        assertThat(again.audited().refused()).containsOnlyKeys(RefusalReason.DUPLICATE);
    }

    private static ConsumerRecord<byte[], byte[]> firstOf(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> records.addAll(cluster.records(topic)));
        return records.get(0);
    }

    private static void assertMeasuresEveryDelivery(RunReport report) {
        long delivered = report.deliveries().delivered();
        RunReport.Latency honest = report.latencyMicros().get("delivered");
        assertThat(honest.count()).isEqualTo(delivered);
        assertThat(report.naiveMicros().count()).isEqualTo(delivered);
        assertThat(report.naiveMicros().max()).isLessThanOrEqualTo(honest.max());
        assertThat(report.deliveredMicros().values().stream()
                        .flatMap(byPriority -> byPriority.values().stream())
                        .mapToLong(RunReport.Latency::count)
                        .sum())
                .isEqualTo(delivered);
        assertThat(report.curve().get(report.curve().size() - 1))
                .isEqualTo(new RunReport.CurvePoint(100, honest.max(), delivered));
        List<RunReport.Interval> intervals = report.intervals();
        assertThat(intervals.stream()
                        .mapToLong(interval -> interval.deliveredMicros().count())
                        .sum())
                .isEqualTo(delivered);
        assertThat(intervals.stream().mapToLong(RunReport.Interval::delivered).sum())
                .isEqualTo(delivered);
        assertThat(intervals.stream().mapToLong(RunReport.Interval::issued).sum())
                .isEqualTo(report.documents().issued());
        RunReport.Interval last = intervals.get(intervals.size() - 1);
        assertThat(last.backlog()).isZero();
        assertThat(intervals.stream().mapToLong(RunReport.Interval::millis).sum())
                .isEqualTo(last.atMillis());
        assertThat(report.settings().cluster()).isEqualTo(cluster.kafka().bootstrapServers());
        assertThat(report.machine().processors()).isPositive();
    }

    private static Path keysOf(Plan plan) {
        try {
            Path directory = Files.createTempDirectory("truc-keys-").resolve("keys");
            SecureRandom random = new SecureRandom();
            new KeyFiles(directory).write(KeyRing.forPlan(plan, SealScheme.ED25519, random), random);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Plan plan(long documents, long seed) {
        return new Plan(Scenarios.read("smoke").withDocuments(documents), seed);
    }
}
