package vn.truc.simulator.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.truc.producer.emission.Plan;
import vn.truc.runtime.metrics.Health;
import vn.truc.runtime.metrics.Meters;
import vn.truc.simulator.scenario.Scenarios;

/** What the roles say of themselves to whoever operates them, on a real broker that goes away. */
@Tag("guarantee")
class ExchangeHealthTest {

    private static final Duration WAIT = Duration.ofSeconds(60);
    /** More than the library polls ahead. */
    private static final int WAITING = 5_000;

    @Test
    void whatWaitsInTheTopicsIsLagWhileAddresseesTakeNothing() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Plan plan = new Plan(Scenarios.read("smoke").withDocuments(500), 3);
        try (TestExchange cluster = new TestExchange();
                Exchange exchange = Exchange.start(plan, cluster.options("lag."), new Meters(registry), cause -> {})) {
            long deliveries = plan.totals().all().deliveries();
            Awaitility.await().atMost(WAIT).until(() -> exchange.counted().delivered() == deliveries);
            exchange.consumer().pause();

            cluster.write("lag.inbox.commune", "stranger".getBytes(UTF_8), Collections.nCopies(WAITING, new byte[1]));

            Awaitility.await().atMost(WAIT).untilAsserted(() -> assertThat(inboxLag(registry))
                    .isGreaterThanOrEqualTo(WAITING));
            exchange.consumer().resume();
            Awaitility.await().atMost(WAIT).untilAsserted(() -> assertThat(inboxLag(registry))
                    .isZero());
        }
    }

    private static double inboxLag(PrometheusMeterRegistry registry) {
        return registry.find("kafka.consumergroup.lag").gauges().stream()
                .filter(gauge -> String.valueOf(gauge.getId().getTag("topic")).contains("inbox"))
                .mapToDouble(Gauge::value)
                .sum();
    }

    @Test
    void rolesAreReadyWhileTheyServeAndLoseTheirReadinessButNotTheirLifeWithTheCluster() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Plan plan = new Plan(Scenarios.read("smoke").withDocuments(500), 3);
        Health health = new Health();
        TestExchange cluster = new TestExchange();
        try (Exchange exchange = Exchange.start(plan, cluster.options("health."), new Meters(registry), cause -> {})) {
            exchange.tell(health);
            Awaitility.await().atMost(WAIT).until(() -> health.ready().up());
            assertThat(health.live().up()).isTrue();
            // everything has been dealt with, and each group says so of each of its partitions
            Awaitility.await().atMost(WAIT).untilAsserted(() -> {
                String scraped = registry.scrape();
                for (String lag : new String[] {
                    "consumergroup=\"health.router\",partition=\"0\",topic=\"health.outbox\"",
                    "consumergroup=\"health.router\",partition=\"1\",topic=\"health.outbox\"",
                    "consumergroup=\"health-consumer\",partition=\"0\",topic=\"health.inbox.commune\"",
                    "consumergroup=\"health-consumer\",partition=\"1\",topic=\"health.receipt\""
                }) {
                    assertThat(scraped).contains("kafka_consumergroup_lag{" + lag + "} 0.0");
                }
            });

            cluster.close();

            Awaitility.await().atMost(WAIT).untilAsserted(() -> assertThat(
                            health.ready().json())
                    .contains("{\"name\":\"consumer-connected\",\"status\":\"DOWN\"}")
                    .contains("{\"name\":\"router-connected\",\"status\":\"DOWN\"}"));
            assertThat(health.live().up()).isTrue();
        }
    }
}
