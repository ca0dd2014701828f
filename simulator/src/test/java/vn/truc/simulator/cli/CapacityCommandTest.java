package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.simulator.broker.TestCluster;
import vn.truc.simulator.capacity.CapacityReport;
import vn.truc.simulator.capacity.Verdict;
import vn.truc.simulator.scenario.Scenarios;

/** A search on a real broker, of one low rate and with the shortest probes: what it says, not how fast it is. */
class CapacityCommandTest {

    private static TestCluster cluster;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startBroker() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void aSearchWritesWhatItFoundAndLeavesNothingOnTheCluster(@TempDir Path directory) throws Exception {
        int exitCode = capacity("smoke", "--json", "--out", directory.toString());

        JsonNode report = new ObjectMapper().readTree(out.toString());
        try (InputStream in = CapacityReport.class.getResourceAsStream("capacity.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(in)
                            .validate(report))
                    .isEmpty();
        }
        // a slow machine may not hold even this; then the verdict says so, and the exit code with it
        assertThat(List.of("atLeast", "none")).contains(report.get("verdict").asText());
        assertThat(exitCode).isEqualTo(report.get("verdict").asText().equals("atLeast") ? 0 : 4);
        assertThat(report.get("probes")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(report.get("probes")).allSatisfy(probe -> {
            assertThat(probe.get("ratePerSecond").asLong()).isEqualTo(40);
            assertThat(probe.at("/deliveredMicros/p99").asLong()).isPositive();
        });
        assertThat(directory.resolve("capacity.json")).hasContent(out.toString());
        assertThat(directory.resolve("capacity.html")).content().contains("<svg");
        assertThat(Files.readAllLines(directory.resolve("capacity.csv")))
                .hasSize(report.get("probes").size() + 1);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(topicsAndGroups())
                .noneMatch(name -> name.contains("capacity")));
    }

    @Test
    void aThresholdThatEvenTheLowestRateCrossesIsNamedAndEndsWithFour(@TempDir Path directory) throws IOException {
        // addressees that are offline at a moment that no probe reaches
        Path scenario = directory.resolve("offline.yaml");
        Files.writeString(scenario, Scenarios.text("smoke") + "\nfaults: {offline: {at: 4s, for: 1s}}\n");

        assertThat(capacity(scenario.toString(), "--threshold", "delivered.p99 < 1us"))
                .isEqualTo(4);

        assertThat(out.toString()).contains("not even 40 documents a second");
        assertThat(err.toString())
                .contains("the lowest rate, 40/s, does not hold: delivered.p99 < 1us (it was ")
                .contains("fails: delivered.p99 < 1us");
    }

    @Test
    void wrongUsageIsNamedBeforeAnythingStarts() {
        assertThat(truc("capacity", "smoke", "--threshold", "nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("threshold 'nonsense'");
        assertThat(truc("capacity", "smoke", "--from", "100", "--to", "50")).isEqualTo(2);
        assertThat(err.toString()).contains("no rates from 100/s to 50/s");
        assertThat(truc("capacity", "smoke", "--from", "fast")).isEqualTo(2);
        assertThat(err.toString()).contains("a rate such as");
        assertThat(truc("capacity", "smoke", "--probe-duration", "5ms")).isEqualTo(2);
        assertThat(err.toString()).contains("--probe-duration: 5 ms given, at least 1s");
        assertThat(truc("capacity", "smoke", "--outbox-topic", "mine")).isEqualTo(2);
        assertThat(err.toString()).contains("--outbox-topic: this command makes topics of its own");
        assertThat(truc("capacity", "smoke", "--rate", "5")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void eachVerdictHasItsExitCode() {
        assertThat(Arrays.stream(Verdict.values())
                        .map(CapacityCommand::exitCode)
                        .map(ExitCode::code))
                .containsExactly(0, 0, 4, 1, 3, 1);
    }

    private int capacity(String scenario, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "capacity",
                scenario,
                "--from",
                "40",
                "--to",
                "40",
                "--probe-duration",
                "1s",
                "--confirm-duration",
                "1s"));
        arguments.addAll(List.of("--warm-up", "500ms", "--bootstrap-servers", cluster.bootstrapServers()));
        arguments.addAll(List.of(more));
        return truc(arguments.toArray(String[]::new));
    }

    private int truc(String... arguments) {
        return Truc.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private static Set<String> topicsAndGroups() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Set<String> names = new TreeSet<>(admin.listTopics().names().get());
            admin.listGroups().all().get().forEach(group -> names.add(group.groupId()));
            return names;
        }
    }
}
