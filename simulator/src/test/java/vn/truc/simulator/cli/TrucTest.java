package vn.truc.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.simulator.broker.TestCluster;
import vn.truc.simulator.scenario.Scenarios;

class TrucTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpIsForNewcomersAndCostsNothing() {
        assertThat(truc("--help")).isZero();
        assertThat(out.toString()).contains("truc run").contains("Exit codes:");
        String list = out.toString();
        for (String command : new String[] {
            "run",
            "capacity",
            "chaos",
            "broker",
            "topics",
            "route",
            "consume",
            "produce",
            "watch",
            "audit",
            "report",
            "scenario",
            "keys"
        }) {
            assertThat(list).containsPattern("(?m)^ +" + command + " ");
            out.getBuffer().setLength(0);
            assertThat(truc(command, "--help")).as(command).isZero();
            assertThat(out.toString()).contains("Usage: truc " + command + " ");
        }
    }

    @Test
    void aCommandThatIsMisspeltIsAnsweredWithTheOnesThatComeClose() {
        assertThat(truc("caapcity")).isEqualTo(2);
        assertThat(err.toString()).contains("capacity");
    }

    @Test
    void wrongUsageEndsWithTwoAndSaysWhatIsRight() {
        assertThat(truc()).isEqualTo(2);
        assertThat(err.toString()).contains("truc run is the main one");
        assertThat(truc("run", "--nonsense")).isEqualTo(2);
        assertThat(truc("run", "--rate", "fast")).isEqualTo(2);
        assertThat(err.toString()).contains("a rate such as");
        assertThat(truc("run", "--ramp", "100-20000")).isEqualTo(2);
        assertThat(err.toString()).contains("100-20000").contains("two rates such as");
        assertThat(truc("run", "--ramp", "1..2", "--rate", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("--rate").contains("--ramp").contains("mutually exclusive");
        assertThat(truc("run", "--warm-up", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'soon' is not a duration such as");
        assertThat(truc("run", "--seal", "md5")).isEqualTo(2);
        assertThat(truc("run", "--duration", "5s", "--documents", "7")).isEqualTo(2);
        assertThat(truc("produce", "--shard", "2/4", "--seed", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--keys");
    }

    @Test
    void aScenarioWithThreeMistakesNamesAllThreeWithTheirLinesAndEndsWithTwo(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("mine.yaml");
        Files.writeString(
                file,
                Scenarios.text("smoke")
                        .replace("rate: 500/s", "rate: 0/s")
                        .replace("scheme: ed25519", "scheme: rot13")
                        .replace("target:", "tarhet:"));

        assertThat(truc("run", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(3).allSatisfy(line -> assertThat(line)
                .matches(".*mine\\.yaml:\\d+: key '.+': .+"));
        assertThat(truc("scenario", "validate", file.toString())).isEqualTo(2);
        assertThat(truc("run", "nowhere.yaml")).isEqualTo(2);
    }

    @Test
    void aWrongThresholdIsNamedBeforeAnythingStarts() {
        assertThat(truc("run", "smoke", "--threshold", "audit.violations == 0", "--threshold", "nonsense"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("threshold 'nonsense'").contains("delivered.p99 < 250ms");
        assertThat(truc("run", "smoke", "--threshold", "deliverd.p99 < 5ms")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'delivered.p99'?");
        assertThat(truc("run", "smoke", "--abort-on-fail")).isEqualTo(2);
        assertThat(truc("run", "smoke", "--threshold", "delivered.p99 < 5ms", "--abort-delay", "5s"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--abort-on-fail: there is no --threshold")
                .contains("--abort-delay: only");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongTopicNamesAreNamedWithTheirOption() {
        assertThat(truc("run", "smoke", "--foreign-router")).isEqualTo(2);
        assertThat(err.toString()).contains("--foreign-router needs --bootstrap-servers");
        assertThat(truc("topics", "--inbox-topic", "comune=a")).isEqualTo(2);
        assertThat(err.toString()).contains("--inbox-topic: 'comune' is no level; commune, district");
        assertThat(truc("topics", "--inbox-topic", "a,b")).isEqualTo(2);
        assertThat(err.toString()).contains("--inbox-topic: 'a' names no level");
        assertThat(truc("topics", "--outbox-topic", "a b")).isEqualTo(2);
        assertThat(err.toString()).contains("--outbox-topic: 'a b' cannot be the name of a topic");
        assertThat(truc("topics", "--outbox-topic", "a", "--inbox-topic", "a")).isEqualTo(2);
        assertThat(err.toString()).contains("--inbox-topic: topic a cannot be both");
    }

    @Test
    void aBrokerThatIsNotThereIsNamedWithin15SecondsAndEndsWithOne() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        long start = System.nanoTime();

        assertThat(truc("route", "--bootstrap-servers", "127.0.0.1:" + port, "--quiet"))
                .isEqualTo(1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(err.toString()).contains("127.0.0.1:" + port).contains("--bootstrap-servers");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void whatABrokerSaysWhileItStartsIsNotInTheLog(@TempDir Path directory) throws IOException {
        Path ends = Files.writeString(directory.resolve("client.properties"), "acks=1");
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            assertThat(truc("run", "smoke", "--kafka-config", ends.toString())).isEqualTo(2);
        } finally {
            System.setErr(before);
        }

        assertThat(log.toString(UTF_8)).doesNotContain("BrokerServer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "capacity"})
    void settingsForClientsHoldForABrokerOfItsOwnToo(String command, @TempDir Path directory) throws IOException {
        Path config = Files.writeString(directory.resolve("client.properties"), "acks=1");
        assertThat(truc(command, "smoke", "--kafka-config", config.toString(), "--quiet"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("acks=1", "requires acks=all");

        Files.writeString(config, "security.protocol=SSL");
        assertThat(truc(command, "smoke", "--kafka-config", config.toString(), "--quiet"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("security.protocol=SSL", "does not speak", "--bootstrap-servers");
    }

    @Test
    void aBrokerThatRefusesAuthenticationIsNamedWithin15SecondsAndEndsWithOne(@TempDir Path directory)
            throws IOException {
        Path config = Files.writeString(
                directory.resolve("client.properties"),
                """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="hidden";
                """);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(truc("route", "--kafka-config", config.toString(), "--quiet"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("holds secrets", "chmod 600 " + config)
                .doesNotContain("hidden");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        try (TestCluster cluster = TestCluster.start()) {
            String address = cluster.bootstrapServers();
            long start = System.nanoTime();

            assertThat(truc("route", "--bootstrap-servers", address, "--kafka-config", config.toString(), "--quiet"))
                    .isEqualTo(1);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(err.toString())
                    .contains("Kafka at " + address + " refused authentication")
                    .contains("--kafka-config")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void aTakenPortIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(truc("broker", "--port", "" + taken.getLocalPort(), "--quiet"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("" + taken.getLocalPort()).contains("--port");
            assertThat(truc("run", "smoke", "--metrics-port", "" + taken.getLocalPort(), "--quiet"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("--metrics-port");
        }
    }

    @Test
    void whereResultsCannotBeWrittenNothingIsRun(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        for (String command : List.of("run", "capacity", "audit", "chaos")) {
            assertThat(truc(command, "smoke", "--out", file.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("--out: cannot make the directory " + file);
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void scenariosAreListedShownAndValidated() {
        assertThat(truc("scenario", "list")).isZero();
        assertThat(truc("scenario", "show", "smoke")).isZero();
        assertThat(out.toString()).contains("soc-trang").contains(Scenarios.text("smoke"));
        assertThat(truc("scenario", "validate", "soc-trang")).isZero();
        assertThat(out.toString()).contains("163 agencies").contains("90.27 %");
    }

    @Test
    void keysAreMadeOnceAndForTheirOwnerAlone(@TempDir Path directory) throws IOException {
        Path keys = directory.resolve("keys");

        assertThat(truc("keys", "init", "smoke", "--out", keys.toString())).isZero();
        assertThat(Files.getPosixFilePermissions(keys)).hasSize(3);
        assertThat(truc("keys", "init", "smoke", "--out", keys.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("holds keys already");
    }

    private int truc(String... arguments) {
        return Truc.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
