package vn.truc.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that stands still for a second must be seen in the latencies, whoever had to wait for it. */
class StalledBrokerTest {

    private static final int MEASURED_SECONDS = 60;
    private static final int WARM_UP_SECONDS = 10;
    private static final Pattern ISSUED = Pattern.compile("issued ([\\d,]+) of");

    /** The first compiler alone: a cold start would be in the figures for longer than the run is. */
    private static final List<String> WARM_SOON = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

    /** So small that issuing has to wait for a broker that does not answer; not so what answers the documents. */
    private static final String SMALL_BUFFER =
            """
            buffer.memory=262144
            batch.size=4096
            producer.buffer.memory=33554432
            producer.batch.size=16384
            """;

    @TempDir
    private Path directory;

    @Test
    @Timeout(240)
    void aSecondInWhichTheBrokerStandsStillIsInTheLatenciesOfAMinute() throws Exception {
        // given a minute at 1,000 a second, on a broker in a process of its own
        Process broker = start(List.of("broker", "--port", "0", "--data", directory + "/broker", "--quiet"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path log = directory.resolve("run.log");
        Process run = null;
        try {
            Path config = Files.writeString(directory.resolve("client.properties"), SMALL_BUFFER);
            List<String> arguments = List.of(
                    "run",
                    "reference",
                    "--rate",
                    "1000",
                    "--duration",
                    WARM_UP_SECONDS + MEASURED_SECONDS + "s",
                    "--warm-up",
                    WARM_UP_SECONDS + "s",
                    "--bootstrap-servers",
                    addressOf(broker),
                    "--kafka-config",
                    config.toString(),
                    "--out",
                    directory.toString(),
                    "--metrics-port",
                    "0");
            run = start(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Process running = run;
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                assertThat(running.isAlive()).as(() -> text(log)).isTrue();
                return issued(log) >= 1_000L * (WARM_UP_SECONDS + MEASURED_SECONDS / 2);
            });

            // when
            standStillForASecond(broker);

            // then
            assertThat(run.waitFor(120, TimeUnit.SECONDS)).as(() -> text(log)).isTrue();
            assertThat(run.exitValue()).as(() -> text(log)).isZero();
            assertThat(text(log)).contains("delivered, from the send time");
            JsonNode report =
                    new ObjectMapper().readTree(directory.resolve("report.json").toFile());
            JsonNode honest = report.at("/latencyMicros/delivered");
            JsonNode naive = report.get("naiveMicros");
            assertThat(honest.get("count").asLong()).isEqualTo(1_000 * MEASURED_SECONDS);
            assertThat(honest.get("p99").asLong()).isGreaterThanOrEqualTo(300_000);
            assertThat(honest.get("max").asLong()).isGreaterThanOrEqualTo(950_000);
            // some could not even be sealed when they were due
            assertThat(report.at("/latencyMicros/sealed/max").asLong()).isGreaterThanOrEqualTo(300_000);
            assertThat(naive.get("count")).isEqualTo(honest.get("count"));
            for (String figure : List.of("p50", "p90", "p99", "p999", "max")) {
                assertThat(naive.get(figure).asLong())
                        .as(figure)
                        .isLessThanOrEqualTo(honest.get(figure).asLong());
            }
            assertThat(Files.readAllLines(directory.resolve("intervals.csv")))
                    .hasSize(1 + report.get("intervals").size())
                    .hasSizeGreaterThan(1 + MEASURED_SECONDS);
            assertThat(directory.resolve("latency.hgrm")).content().contains("[Max");
        } finally {
            broker.destroyForcibly().waitFor();
            if (run != null) {
                run.destroyForcibly().waitFor();
            }
        }
    }

    private static void standStillForASecond(Process process) throws Exception {
        signal(process, "STOP");
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                .get();
        signal(process, "CONT");
    }

    private static void signal(Process process, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static ProcessBuilder start(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(WARM_SOON);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Truc.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** The command says it once the broker serves. */
    private static String addressOf(Process broker) throws IOException {
        String first = new BufferedReader(new InputStreamReader(broker.getInputStream(), UTF_8)).readLine();
        assertThat(first).as("what the broker says first").matches("127\\.0\\.0\\.1:\\d+");
        return first;
    }

    private static long issued(Path log) {
        long issued = 0;
        Matcher progress = ISSUED.matcher(text(log));
        while (progress.find()) {
            issued = Long.parseLong(progress.group(1).replace(",", ""));
        }
        return issued;
    }

    private static String text(Path log) {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
