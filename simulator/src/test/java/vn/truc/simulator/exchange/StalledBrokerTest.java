package vn.truc.simulator.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.wire.Topic;
import vn.truc.simulator.cli.Truc;
import vn.truc.simulator.report.ReportBuilder;
import vn.truc.simulator.report.RunReport;
import vn.truc.simulator.scenario.Scenarios;

/** A broker that stands still for a second must be seen in the latencies, whoever had to wait for it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is stopped by a signal")
class StalledBrokerTest {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final Duration STALLED_AT = Duration.ofSeconds(40);

    /** So small that the producer has to wait for a broker that does not answer, as every producer has to sometime. */
    private static final Map<String, String> SMALL_BUFFER = Map.of("buffer.memory", "262144", "batch.size", "16384");

    @TempDir
    private Path directory;

    @Test
    @Timeout(240)
    void aSecondInWhichTheBrokerStandsStillIsInTheLatenciesOfAMinute() throws Exception {
        // given a minute at 1,000 a second, on a broker in a process of its own
        Scenario scenario = Scenarios.read("reference")
                .withRate(Rate.perSecond(1_000))
                .withDuration(WARM_UP.plus(MEASURED))
                .withWarmUp(WARM_UP);
        Process broker = broker();
        try {
            KafkaSettings kafka = new KafkaSettings(addressOf(broker), SMALL_BUFFER);
            AtomicReference<@Nullable CompletableFuture<?>> stall = new AtomicReference<>();
            ExchangeRun run = new ExchangeRun(
                    new Plan(scenario, 1),
                    ExchangeOptions.forCores(kafka, Topic.DEFAULT_PREFIX, null, 2),
                    new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
                    progress -> {
                        if (progress.elapsed().compareTo(STALLED_AT) >= 0 && stall.get() == null) {
                            stall.set(standStillForASecond(broker));
                        }
                    });

            // when
            RunOutcome outcome = run.run();

            // then
            stall.get().get(1, TimeUnit.SECONDS);
            assertThat(outcome.audited().violations().values()).allMatch(List::isEmpty);
            RunReport report = ReportBuilder.of(outcome);
            RunReport.Latency honest = report.latencyMicros().get("delivered");
            RunReport.Latency naive = report.naiveMicros();
            assertThat(honest.count()).isEqualTo(1_000 * MEASURED.toSeconds());
            assertThat(honest.p99()).isGreaterThanOrEqualTo(300_000);
            assertThat(honest.max()).isGreaterThanOrEqualTo(950_000);
            assertThat(naive.count()).isEqualTo(honest.count());
            assertThat(naive.p50()).isLessThanOrEqualTo(honest.p50());
            assertThat(naive.p99()).isLessThanOrEqualTo(honest.p99());
            assertThat(naive.max()).isLessThanOrEqualTo(honest.max());
            assertThat(report.intervals())
                    .anyMatch(interval -> interval.deliveredMicros().max() >= 950_000);
        } finally {
            broker.destroyForcibly().waitFor();
        }
    }

    /** Without a shell in between, the signals reach the process itself; the second begins once it has stopped. */
    private static CompletableFuture<?> standStillForASecond(Process broker) {
        signal(broker, "STOP");
        return CompletableFuture.runAsync(
                () -> signal(broker, "CONT"), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    private static void signal(Process broker, String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(broker.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Process broker() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Truc.class.getName(),
                        "broker",
                        "--port",
                        "0",
                        "--data",
                        directory.resolve("broker").toString(),
                        "--quiet")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The command says it once the broker serves. */
    private static String addressOf(Process broker) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(broker.getInputStream(), UTF_8));
        String address = out.readLine();
        assertThat(address).as("what the broker says first").matches("127\\.0\\.0\\.1:\\d+");
        return address;
    }
}
