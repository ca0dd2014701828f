package vn.truc.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever is woken should be woken for one thing: in each case of {@code deploy/prometheus/tests} in which an alert fires,
 * every alert that the case does not name is silent. Prometheus' own promtool judges.
 */
class AlertIsolationTest {

    private static final Path DEPLOY = Path.of("..", "deploy", "prometheus");

    /** Two windows of one objective: what burns the budget fast burns it slowly as well. */
    private static final Set<Set<String>> TOGETHER = Set.of(Set.of("DeliveriesSlowFastBurn", "DeliveriesSlowSlowBurn"));

    @TempDir
    private Path directory;

    @Test
    void aFaultMakesItsAlertFireAndNoOther() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(of -> Files.isExecutable(Path.of(of, "promtool"))),
                "no promtool is installed (apt-get install prometheus): the alerts were not tried against each other");
        Set<String> alerts = new TreeSet<>();
        for (JsonNode rule : DeployedRules.all()) {
            if (rule.has("alert")) {
                alerts.add(rule.get("alert").asText());
            }
        }

        Set<String> fired = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> listed = Files.list(DEPLOY.resolve("tests"))) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            ObjectNode cases = (ObjectNode) new YAMLMapper().readTree(file.toFile());
            cases.putArray("rule_files")
                    .add(DEPLOY.resolve("recording.yml").toRealPath().toString())
                    .add(DEPLOY.resolve("alerts.yml").toRealPath().toString());
            cases.get("tests").forEach(of -> fired.addAll(silenceOthers(of, alerts)));
            Path widened = directory.resolve(file.getFileName().toString());
            new YAMLMapper().writeValue(widened.toFile(), cases);
            assertThat(promtool(widened)).contains("SUCCESS");
        }
        assertThat(fired).isEqualTo(alerts);
    }

    /** Adds to a case that all others are silent when one fires; gives those that fire. */
    private static Set<String> silenceOthers(JsonNode of, Set<String> alerts) {
        Set<String> fires = new LinkedHashSet<>();
        if (!of.has("alert_rule_test")) {
            return fires;
        }
        ArrayNode expected = (ArrayNode) of.get("alert_rule_test");
        Set<String> named = new TreeSet<>();
        expected.forEach(at -> named.add(at.get("alertname").asText()));
        if (!named.contains("RoleMissing")) {
            roles((ArrayNode) of.get("input_series"));
        }
        for (JsonNode at : List.copyOf(stream(expected).toList())) {
            if (at.get("exp_alerts").isEmpty()) {
                continue;
            }
            String alert = at.get("alertname").asText();
            fires.add(alert);
            for (String other : alerts) {
                if (!named.contains(other) && !TOGETHER.contains(Set.of(alert, other))) {
                    ObjectNode silent = expected.addObject();
                    silent.put("alertname", other);
                    silent.set("eval_time", at.get("eval_time"));
                    silent.putArray("exp_alerts");
                }
            }
        }
        return fires;
    }

    /** Where a case says nothing of the roles, they answer. */
    private static void roles(ArrayNode series) {
        for (String job : List.of("truc-router", "truc-consumer")) {
            String up = "up{job=\"" + job + "\"";
            if (stream(series).noneMatch(of -> of.get("series").asText().startsWith(up))) {
                series.addObject()
                        .put("series", up + ",instance=\"" + job + "\"}")
                        .put("values", "1x2000");
            }
        }
    }

    private static Stream<JsonNode> stream(ArrayNode nodes) {
        return Stream.iterate(0, i -> i < nodes.size(), i -> i + 1).map(nodes::get);
    }

    private static String promtool(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("promtool", "test", "rules", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
