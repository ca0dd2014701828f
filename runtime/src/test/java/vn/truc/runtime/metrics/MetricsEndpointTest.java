package vn.truc.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {

    private enum Example implements MetricSpec {
        SENT(MetricDeclaration.counter("truc.example.sent", "an example", "level")),
        WAIT(MetricDeclaration.histogram("truc.example.wait", "an example")),
        LAG(MetricDeclaration.gauge("truc.example.lag", "seconds", "an example"));

        private final MetricDeclaration declaration;

        Example(MetricDeclaration declaration) {
            this.declaration = declaration;
        }

        @Override
        public MetricDeclaration declaration() {
            return declaration;
        }
    }

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final Health health = new Health();

    @Test
    void prometheusSeesEachMetricUnderItsDeclaredName() throws Exception {
        meters.counter(Example.SENT, "commune").increment(3);
        meters.histogram(Example.WAIT).record(Duration.ofMillis(48));
        meters.gauge(Example.LAG, () -> 1.5);

        try (MetricsEndpoint endpoint = MetricsEndpoint.start(registry, health, LOOPBACK, 0)) {
            HttpResponse<String> answer = get(endpoint.port(), "/metrics");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body())
                    .contains(Example.SENT.declaration().prometheusName() + "{level=\"commune\"} 3.0")
                    .contains(Example.WAIT.declaration().prometheusName() + "_bucket{le=\"0.05\"} 1")
                    .contains(Example.WAIT.declaration().prometheusName() + "_bucket{le=\"0.04\"} 0")
                    .contains(Example.LAG.declaration().prometheusName() + " 1.5");
            assertThat(get(endpoint.port(), "/else").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whoAsksForOpenMetricsGetsAnExampleWithTheTraceThatWasMeasured() throws Exception {
        PrometheusMeterRegistry traced = Registries.withExemplars();
        CurrentTrace.set("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.US_ASCII));
        new Meters(traced).histogram(Example.WAIT).record(Duration.ofMillis(48));
        CurrentTrace.set("not a trace".getBytes(StandardCharsets.US_ASCII));
        new Meters(traced).counter(Example.SENT, "commune").increment();

        try (MetricsEndpoint endpoint = MetricsEndpoint.start(traced, health, LOOPBACK, 0)) {
            HttpResponse<String> answer = get(endpoint.port(), "/metrics", "application/openmetrics-text");

            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/openmetrics-text");
            assertThat(answer.body().lines().filter(line -> line.contains("trace_id")))
                    .singleElement()
                    .asString()
                    .startsWith("truc_example_wait_seconds_bucket{le=\"0.05\"} 1 #")
                    .contains("trace_id=\"0af7651916cd43dd8448eb211c80319c\"")
                    .contains("span_id=\"b7ad6b7169203331\"");
            assertThat(get(endpoint.port(), "/metrics").body()).doesNotContain("trace_id");
        }
    }

    @Test
    void ofLibrariesOnlyWhatSomebodyLooksAtIsExported() {
        PrometheusMeterRegistry exported = Registries.withExemplars();
        for (String name : List.of(
                "kafka.producer.record.send.rate",
                "kafka.consumer.fetch-manager.records.consumed.rate",
                "kafka.consumer.incoming.byte.rate",
                "process.cpu.usage",
                "truc.example.bytes",
                "kafka.producer.node.request.latency.avg",
                "kafka.producer.io-wait-time-ns-avg",
                "kafka.consumer.connection.count",
                "kafka.app.info.start.time.ms",
                "system.cpu.count")) {
            exported.gauge(name, 1);
        }

        assertThat(exported.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder(
                        "kafka.producer.record.send.rate",
                        "kafka.consumer.fetch-manager.records.consumed.rate",
                        "kafka.consumer.incoming.byte.rate",
                        "process.cpu.usage",
                        "truc.example.bytes");
    }

    @Test
    void aProcessIsReadyOnlyOnceEveryPartSaysSoAndNoLongerThanItLives() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicBoolean serving = new AtomicBoolean();
        try (MetricsEndpoint endpoint = MetricsEndpoint.start(registry, health, LOOPBACK, 0)) {
            assertThat(get(endpoint.port(), "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(endpoint.port(), "/health/ready").statusCode()).isEqualTo(503);

            health.livesWhile("router", running::get);
            health.readyWhile("router-serving", serving::get);
            health.readyWhile("router-connected", () -> true);
            HttpResponse<String> waiting = get(endpoint.port(), "/health/ready");
            assertThat(waiting.statusCode()).isEqualTo(503);
            assertThat(waiting.body())
                    .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"router\",\"status\":\"UP\"},"
                            + "{\"name\":\"router-connected\",\"status\":\"UP\"},"
                            + "{\"name\":\"router-serving\",\"status\":\"DOWN\"}]}");

            serving.set(true);
            assertThat(get(endpoint.port(), "/health/ready").statusCode()).isEqualTo(200);

            running.set(false);
            assertThat(get(endpoint.port(), "/health/live").statusCode()).isEqualTo(503);
            assertThat(get(endpoint.port(), "/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aPartThatCannotAnswerIsDown() {
        health.readyWhile("broken", () -> {
            throw new IllegalStateException("closed");
        });

        assertThat(health.ready().up()).isFalse();
        assertThat(health.live().up()).isTrue();
    }

    @Test
    void aTakenPortIsNamedWithTheOptionToChooseAnother() {
        try (MetricsEndpoint first = MetricsEndpoint.start(registry, health, LOOPBACK, 0)) {
            assertThatThrownBy(() -> MetricsEndpoint.start(registry, health, LOOPBACK, first.port()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("port " + first.port())
                    .hasMessageContaining("--metrics-port");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNamedWithTheOptionToChooseAnother() throws Exception {
        // RFC 5737: of nobody
        InetAddress elsewhere = InetAddress.getByName("203.0.113.1");

        assertThatThrownBy(() -> MetricsEndpoint.start(registry, health, elsewhere, 0))
                .hasMessageContaining("203.0.113.1")
                .hasMessageContaining("--metrics-host");
    }

    @Test
    void aMeterWithOtherLabelsThanDeclaredIsRefused() {
        assertThatThrownBy(() -> meters.counter(Example.SENT)).hasMessageContaining("[level]");
        assertThatThrownBy(() -> meters.counter(Example.LAG)).hasMessageContaining("GAUGE");
    }

    @Test
    void whatWasDueInTheWarmUpIsCountedApartHoweverLateItIsDone() {
        LatencyRecorder recorder = new LatencyRecorder();
        recorder.countFrom(1_000);

        recorder.record(999, 50_000);
        recorder.record(1_000, 1_007);

        assertThat(recorder.summary().warmUp()).isEqualTo(1);
        assertThat(recorder.summary().count()).isEqualTo(1);
        assertThat(recorder.summary().max()).isEqualTo(7);
        assertThat(recorder.summary().all()).isEqualTo(2);
    }

    @Test
    void percentilesAreMicrosecondsAndNegativeLatenciesAreCountedApart() {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int micros = 1; micros <= 1_000; micros++) {
            recorder.record(1_000, 1_000 + micros);
        }
        recorder.record(1_000, 995);

        LatencySummary summary = recorder.summary();

        assertThat(summary.count()).isEqualTo(1_000);
        assertThat(summary.p50()).isEqualTo(500);
        assertThat(summary.p99()).isEqualTo(990);
        assertThat(summary.max()).isEqualTo(1_000);
        assertThat(summary.negatives()).isEqualTo(1);
        assertThat(recorder.summary()).isEqualTo(summary);
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return get(port, path, "text/plain");
    }

    private static HttpResponse<String> get(int port, String path, String accepted)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", accepted)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
