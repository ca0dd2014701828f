package vn.truc.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.truc.runtime.metrics.MetricDeclaration;

/** Holds the rules for Prometheus against what the roles export: a rule about a metric that is not there never fires. */
class PrometheusRulesTest {

    private static final Path DEPLOY = Path.of("..", "deploy", "prometheus");
    private static final Path RUNBOOK = Path.of("..", "docs", "RUNBOOK.md");

    /** What Prometheus itself says of a target. */
    private static final Set<String> OF_EACH_TARGET = Set.of("job", "instance");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|on|without|ignoring|group_left)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SELECTED =
            Pattern.compile("(?<![a-zA-Z0-9_:])([a-zA-Z_:][a-zA-Z0-9_:]*)(?!\\s*\\()\\b");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** By name of the series: the labels that it has. */
    private final Map<String, Set<String>> series = new HashMap<>();

    @Test
    void everyRuleAsksForWhatIsExportedOrRecorded() throws IOException {
        List<JsonNode> rules = rules();
        series.put("up", OF_EACH_TARGET);
        MetricsReferenceTest.declarations().forEach(spec -> export(spec.declaration()));
        rules.stream()
                .filter(rule -> rule.has("record"))
                .forEach(rule -> record(rule.get("record").asText()));

        for (JsonNode rule : rules) {
            String expression = rule.get("expr").asText();
            Set<String> selected = selected(expression);
            assertThat(selected).as(expression).isNotEmpty().isSubsetOf(series.keySet());
            Set<String> labels = new HashSet<>(OF_EACH_TARGET);
            selected.forEach(name -> labels.addAll(series.get(name)));
            assertThat(labels).as(expression).containsAll(labelsOf(expression));
        }
    }

    @Test
    void whatIsMisspelledIsFound() {
        assertThat(
                        selected(
                                "sum by (level) (rate(truc_x_total{level=\"all\"}[5m])) / on() group_left() a:b:c > 1e3 and up"))
                .containsExactly("a:b:c", "truc_x_total", "up");
        assertThat(labelsOf("sum by (level, le) (rate(truc_x_total{reason=~\"A|B\", job!=\"c\"}[5m]))"))
                .containsExactlyInAnyOrder("level", "le", "reason", "job");
    }

    @Test
    void everyAlertHasASectionInTheRunbookAndASeverity() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        List<JsonNode> alerts =
                rules().stream().filter(rule -> rule.has("alert")).toList();

        assertThat(alerts).isNotEmpty();
        for (JsonNode alert : alerts) {
            String section = alert.at("/annotations/runbook").asText();
            assertThat(section).startsWith("docs/RUNBOOK.md#");
            assertThat(runbook.lines().map(line -> line.toLowerCase(java.util.Locale.ROOT)))
                    .contains("## " + section.substring(section.indexOf('#') + 1));
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
        }
    }

    private void export(MetricDeclaration metric) {
        String name = metric.prometheusName();
        Set<String> labels = new HashSet<>(metric.labels());
        if (metric.kind() != MetricDeclaration.Kind.HISTOGRAM) {
            series.put(name, labels);
            return;
        }
        series.put(name + "_count", labels);
        series.put(name + "_sum", labels);
        Set<String> ofBuckets = new HashSet<>(labels);
        ofBuckets.add("le");
        series.put(name + "_bucket", ofBuckets);
    }

    /** A recorded name begins with the labels that are left: level:metric:operations. */
    private void record(String name) {
        int metric = name.indexOf(':') < name.lastIndexOf(':') ? name.indexOf(':') : 0;
        series.put(
                name, metric == 0 ? Set.of() : Set.of(name.substring(0, metric).split("_and_")));
    }

    private static Set<String> selected(String expression) {
        String bare = QUOTED.matcher(expression).replaceAll("\"\"");
        bare = RANGE.matcher(bare).replaceAll("");
        bare = MATCHERS.matcher(bare).replaceAll("");
        bare = GROUPING.matcher(bare).replaceAll("");
        Set<String> names = new TreeSet<>();
        SELECTED.matcher(bare).results().map(MatchResult::group).forEach(names::add);
        names.removeAll(WORDS);
        names.removeIf(name -> bareFunction(expression, name));
        return names;
    }

    /** Aggregations stand before their grouping: {@code sum by (level) (...)}. */
    private static boolean bareFunction(String expression, String name) {
        return Pattern.compile("\\b" + Pattern.quote(name) + "\\s+(?:by|without)\\s*\\(")
                .matcher(expression)
                .find();
    }

    private static Set<String> labelsOf(String expression) {
        String bare = QUOTED.matcher(expression).replaceAll("\"\"");
        Set<String> labels = new TreeSet<>();
        for (Pattern pattern : List.of(MATCHERS, GROUPING)) {
            pattern.matcher(bare)
                    .results()
                    .flatMap(found -> NAME.matcher(found.group(1)).results())
                    .map(MatchResult::group)
                    .forEach(labels::add);
        }
        return labels;
    }

    private static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (String file : new String[] {"recording.yml", "alerts.yml"}) {
            JsonNode read = new YAMLMapper().readTree(DEPLOY.resolve(file).toFile());
            read.get("groups").forEach(group -> group.get("rules").forEach(rules::add));
        }
        return rules;
    }
}
