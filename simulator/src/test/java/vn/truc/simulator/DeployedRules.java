package vn.truc.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules in {@code deploy/prometheus}, and the series that they can build on. */
public final class DeployedRules {

    private static final Path DEPLOY = Path.of("..", "deploy", "prometheus");

    private DeployedRules() {}

    /** What the modules declare, and what is recorded from it. */
    public static KnownSeries declared() throws IOException {
        KnownSeries series = new KnownSeries();
        MetricsReferenceTest.declarations().forEach(spec -> series.declare(spec.declaration()));
        // in the order in which rules build on each other
        for (JsonNode rule : recording()) {
            series.record(
                    rule.get("record").asText(),
                    series.labelsOf(rule.get("expr").asText()));
        }
        return series;
    }

    static List<JsonNode> recording() throws IOException {
        return all().stream().filter(rule -> rule.has("record")).toList();
    }

    static List<JsonNode> all() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (String file : new String[] {"recording.yml", "alerts.yml"}) {
            JsonNode read = new YAMLMapper().readTree(DEPLOY.resolve(file).toFile());
            read.get("groups").forEach(group -> group.get("rules").forEach(rules::add));
        }
        return rules;
    }
}
