package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.truc.simulator.DeployedRules;
import vn.truc.simulator.KnownSeries;

/**
 * Holds the dashboards for Grafana against what is exported, by the declarations of the modules, by the rules, and by the
 * endpoint of a real run: a panel about a metric that is not there stays empty, and nobody notices.
 */
class GrafanaDashboardsTest {

    private static final Path GRAFANA = Path.of("..", "deploy", "grafana");

    /** What Grafana fills in before it asks Prometheus. */
    private static final Map<String, String> FILLED_IN = Map.of("$__rate_interval", "1m", "\"$instance\"", "\".*\"");

    private static final Pattern LABEL_IN_LEGEND = Pattern.compile("\\{\\{([a-z_]+)}}");

    private static KnownSeries series;

    @BeforeAll
    static void scrapeARun() throws Exception {
        series = DeployedRules.declared().scrape(exposition());
    }

    static Stream<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void thereAreTheThreeOfThem() throws IOException {
        assertThat(dashboards())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("exchange.json", "load-test.json", "roles.json");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelAsksForWhatIsExportedOrRecorded(Path file) throws IOException {
        for (JsonNode panel : panels(file)) {
            for (JsonNode target : panel.path("targets")) {
                String expression = filledIn(target.get("expr").asText());
                String where = panel.get("title").asText() + ": " + expression;
                assertThatCode(() -> series.labelsOf(expression)).as(where).doesNotThrowAnyException();

                Set<String> labels = series.labelsOf(expression);
                List<String> named = LABEL_IN_LEGEND
                        .matcher(target.get("legendFormat").asText())
                        .results()
                        .map(label -> label.group(1))
                        .toList();
                assertThat(labels).as(where).containsAll(named);
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsHaveATitleAndAnExplanationAndDoNotOverlap(Path file) throws IOException {
        Set<Integer> ids = new HashSet<>();
        Map<String, String> taken = new HashMap<>();
        for (JsonNode panel : panels(file)) {
            String title = panel.get("title").asText();
            assertThat(ids.add(panel.get("id").asInt())).as("id of " + title).isTrue();
            boolean row = panel.get("type").asText().equals("row");
            assertThat(panel.path("description").asText()).as(title).matches(text -> row || text.length() > 10);
            assertThat(panel.path("targets").isEmpty()).as(title).isEqualTo(row);
            JsonNode grid = panel.get("gridPos");
            for (int x = grid.get("x").asInt();
                    x < grid.get("x").asInt() + grid.get("w").asInt();
                    x++) {
                for (int y = grid.get("y").asInt();
                        y < grid.get("y").asInt() + grid.get("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(24);
                    assertThat(taken.putIfAbsent(x + "," + y, title)).as(title).isNull();
                }
            }
        }
    }

    @Test
    void eachHasAnIdAndATitleOfItsOwnAndIsFoundByTheProvisioning() throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : dashboards().toList()) {
            JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
            assertThat(names.add(dashboard.get("uid").asText())).isTrue();
            assertThat(names.add(dashboard.get("title").asText())).isTrue();
            for (JsonNode variable : dashboard.at("/templating/list")) {
                String asked = variable.path("definition").asText();
                assertThat(asked).matches("|label_values\\(up\\{job=~\"truc-\\.\\+\"}, instance\\)");
            }
        }
        JsonNode provider = new YAMLMapper()
                .readTree(GRAFANA.resolve("provisioning/dashboards/truc.yml").toFile())
                .at("/providers/0");
        assertThat(Files.readString(Path.of("..", "docker-compose.yml")))
                .contains("./deploy/grafana/dashboards:"
                        + provider.at("/options/path").asText() + ":ro");
    }

    private static String filledIn(String expression) {
        String filled = expression;
        for (Map.Entry<String, String> variable : FILLED_IN.entrySet()) {
            filled = filled.replace(variable.getKey(), variable.getValue());
        }
        assertThat(filled).doesNotContain("$");
        return filled;
    }

    private static List<JsonNode> panels(Path file) throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        new ObjectMapper().readTree(file.toFile()).get("panels").forEach(panels::add);
        return panels;
    }

    /** What the endpoint of a run gives while all of its roles work. */
    private static String exposition() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        StringWriter err = new StringWriter();
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> Truc.execute(
                new PrintWriter(new StringWriter(), true),
                new PrintWriter(err, true),
                "run",
                "smoke",
                "--documents",
                "2000",
                "--rate",
                "200",
                "--no-console",
                "--metrics-port",
                Integer.toString(port)));
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest scrape = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        String[] last = {""};
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            assertThat(run).as(err.toString()).isNotDone();
            // its figures are there from the first collection on, and a large heap may need none
            System.gc();
            last[0] = client.send(scrape, HttpResponse.BodyHandlers.ofString()).body();
            return last[0].contains("kafka_stream_thread_process_ratio{")
                    && last[0].contains("truc_delivery_latency_seconds_count{")
                    && last[0].contains("jvm_gc_pause_seconds_sum{");
        });
        assertThat(run.get()).as(err.toString()).isZero();
        return last[0];
    }
}
