package vn.truc.simulator.scenario;

import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML as a tree whose nodes know their lines. */
final class Yaml {

    /** A topology of the whole country has a few megabytes. */
    private static final int CHARACTERS_MAX = 64 << 20;

    private static final int SHOWN_MAX = 60;
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|\\.([^.\\[]+)");

    private Yaml() {}

    /** The tree of a file, or null, with a problem noted, when it is not YAML. */
    static @Nullable Node parse(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CHARACTERS_MAX);
        try {
            Node root = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
            if (root == null) {
                problems.add(1, "", "the file is empty", "a scenario in YAML");
            }
            return root;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            problems.add(
                    mark == null ? 1 : mark.getLine() + 1, "", "not YAML: " + e.getProblem(), "a scenario in YAML");
        } catch (YAMLException e) {
            problems.add(1, "", "not YAML: " + firstLine(String.valueOf(e.getMessage())), "a scenario in YAML");
        }
        return null;
    }

    /** Counts from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** What a node is, in a few words. */
    static String show(Node node) {
        if (node instanceof ScalarNode scalar) {
            String text = firstLine(scalar.getValue());
            return text.isEmpty() ? "nothing" : text;
        }
        return node instanceof MappingNode ? "a mapping" : "a list";
    }

    /** The node that {@code steps}, as in {@code [3].parent}, lead to from an entry, or the last one on the way. */
    static Node descend(NodeTuple entry, String steps) {
        Node place = entry.getKeyNode();
        @Nullable Node at = entry.getValueNode();
        Matcher step = STEP.matcher(steps);
        while (at != null && step.find()) {
            String index = step.group(1);
            NodeTuple below = index == null ? entry(at, step.group(2)) : null;
            at = index == null ? (below == null ? null : below.getValueNode()) : element(at, Integer.parseInt(index));
            place = below != null ? below.getKeyNode() : at != null ? at : place;
        }
        return at instanceof ScalarNode ? at : place;
    }

    /** Whether {@code place} is a key somewhere in {@code node}, and not a value. */
    static boolean isKey(Node node, Node place) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .anyMatch(entry -> entry.getKeyNode().equals(place) || isKey(entry.getValueNode(), place));
        }
        return node instanceof SequenceNode list && list.getValue().stream().anyMatch(entry -> isKey(entry, place));
    }

    private static @Nullable NodeTuple entry(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (show(entry.getKeyNode()).equals(key)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private static @Nullable Node element(Node node, int index) {
        return node instanceof SequenceNode list && index < list.getValue().size()
                ? list.getValue().get(index)
                : null;
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX) + "...";
    }
}
