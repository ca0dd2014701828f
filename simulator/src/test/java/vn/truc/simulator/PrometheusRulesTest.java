package vn.truc.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the rules for Prometheus against what the roles export: a rule about a metric that is not there never fires. */
class PrometheusRulesTest {

    private static final Path RUNBOOK = Path.of("..", "docs", "RUNBOOK.md");

    private static final Pattern FILLED_IN = Pattern.compile("\\$labels\\.([a-z_]+)");

    @Test
    void everyRuleAsksForWhatIsExportedOrRecorded() throws IOException {
        KnownSeries series = DeployedRules.declared();

        for (JsonNode rule : DeployedRules.all()) {
            String expression = rule.get("expr").asText();
            Set<String> labels = series.labelsOf(expression);
            Set<String> filledIn = FILLED_IN
                    .matcher(rule.at("/annotations/summary").asText())
                    .results()
                    .map(label -> label.group(1))
                    .collect(Collectors.toSet());
            assertThat(labels).as(expression).containsAll(filledIn);
        }
    }

    @Test
    void aRecordedNameBeginsWithTheLabelsThatAreLeft() throws IOException {
        KnownSeries series = DeployedRules.declared();

        for (JsonNode rule : DeployedRules.recording()) {
            String name = rule.get("record").asText();
            String[] parts = name.split(":", -1);
            Set<String> named = parts.length == 3 ? Set.of(parts[0].split("_and_")) : Set.of();
            assertThat(series.labelsOf(rule.get("expr").asText())).as(name).isEqualTo(named);
        }
    }

    @Test
    void everyAlertHasASectionInTheRunbookAndASeverity() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        List<JsonNode> alerts =
                DeployedRules.all().stream().filter(rule -> rule.has("alert")).toList();

        assertThat(alerts).isNotEmpty();
        for (JsonNode alert : alerts) {
            String section = alert.at("/annotations/runbook").asText();
            assertThat(section).startsWith("docs/RUNBOOK.md#");
            assertThat(runbook.lines().map(line -> line.toLowerCase(java.util.Locale.ROOT)))
                    .contains("## " + section.substring(section.indexOf('#') + 1));
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
        }
    }
}
