package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.truc.producer.emission.Plan;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.scenario.Scenarios;

/** What addressees commit when nothing more comes, on a real broker. */
class IdleAddresseesTest {

    private static final Plan PLAN = new Plan(Scenarios.read("smoke").withDocuments(300), 13);
    private static final Duration WAIT = Duration.ofSeconds(60);

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
    void theLastDocumentsDoNotWaitForTheCommitInterval() {
        KafkaSettings tenMinutes = new KafkaSettings(
                cluster.kafka().bootstrapServers(),
                Map.of("commit.interval.ms", "600000", "producer.transaction.timeout.ms", "900000"));

        RunOutcome outcome = new ExchangeRun(
                        PLAN,
                        ExchangeOptions.forCores(tenMinutes, TopicNames.of("last."), null, 2),
                        TestExchange.meters(),
                        progress -> {})
                .run();

        assertThat(outcome.audited().violations().values()).allMatch(List::isEmpty);
    }

    @Test
    void whoHasNothingToDoCommitsNothing() {
        try (Exchange exchange = Exchange.start(PLAN, cluster.options("rest."), TestExchange.meters(), cause -> {})) {
            long deliveries = PLAN.totals().all().deliveries();
            Awaitility.await().atMost(WAIT).until(() -> exchange.counted().delivered() == deliveries);

            // the last count is not the last commit: that of the places up to which records were read may follow
            AtomicLong last = new AtomicLong(-1);
            Awaitility.await().atMost(WAIT).pollInterval(Duration.ofSeconds(3)).until(() -> {
                long end = cluster.end("__consumer_offsets");
                return last.getAndSet(end) == end;
            });
        }
    }
}
