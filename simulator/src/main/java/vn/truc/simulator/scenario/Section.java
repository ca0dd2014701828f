package vn.truc.simulator.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import vn.truc.producer.emission.InvalidSetting;
import vn.truc.producer.emission.InvalidSettingException;
import vn.truc.simulator.spelling.DidYouMean;
import vn.truc.simulator.threshold.InvalidThresholdException;

/**
 * A mapping of a scenario file that is being read. Remembers which keys were asked for: {@link #build} notes the others
 * as unknown.
 */
final class Section {

    private static final String A_SECTION = "a section with keys of its own";

    private final Problems problems;
    private final String path;
    private final int line;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> missing = new LinkedHashMap<>();

    private Section(Problems problems, String path, int line) {
        this.problems = problems;
        this.path = path;
        this.line = line;
    }

    /** The section that {@code node} is; an empty one, with a problem noted, where it is not a mapping. */
    static Section of(Problems problems, String path, @Nullable Node node) {
        Section section = new Section(problems, path, node == null ? 1 : Yaml.line(node));
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::enter);
        } else {
            String found = node == null ? "nothing" : Yaml.show(node);
            problems.add(section.line, path, found + " given", path.isEmpty() ? "a mapping of keys" : A_SECTION);
        }
        return section;
    }

    private void enter(NodeTuple entry) {
        String key = Yaml.show(entry.getKeyNode());
        NodeTuple earlier = entries.put(key, entry);
        if (earlier != null) {
            int first = Yaml.line(earlier.getKeyNode());
            problems.add(
                    Yaml.line(entry.getKeyNode()), key(key), "given a second time", "once; line " + first + " has it");
        }
    }

    boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    /** Whether {@code key} holds a section, and not a single value. */
    boolean isSection(String key) {
        return has(key) && node(key) instanceof MappingNode;
    }

    <T> Setting<T> required(String key, Form<T> form) {
        if (!has(key)) {
            missing.put(key, form.allowed());
            return Setting.broken();
        }
        return scalar(key(key), node(key), form);
    }

    <T> Setting<T> optional(String key, Form<T> form, T otherwise) {
        return has(key) ? scalar(key(key), node(key), form) : Setting.of(otherwise);
    }

    /** A section that must be there; {@code reader} is not asked where it is not. */
    <T> Setting<T> requiredSection(String key, Function<Section, Setting<T>> reader) {
        if (!has(key)) {
            missing.put(key, A_SECTION);
            return Setting.broken();
        }
        return section(key, reader);
    }

    <T> Setting<T> optionalSection(String key, T otherwise, Function<Section, Setting<T>> reader) {
        return has(key) ? section(key, reader) : Setting.of(otherwise);
    }

    private <T> Setting<T> section(String key, Function<Section, Setting<T>> reader) {
        Node node = node(key);
        Section section = of(problems, key(key), node);
        return node instanceof MappingNode ? reader.apply(section) : Setting.broken();
    }

    /** A list of sections. Broken only where it is not a list; entries are broken one by one. */
    <T> Setting<List<Setting<T>>> sections(String key, Function<Section, Setting<T>> reader) {
        return list(key, "a list of sections", (at, node) -> {
            Section section = of(problems, at, node);
            return node instanceof MappingNode ? reader.apply(section) : Setting.broken();
        });
    }

    /** A list of values. */
    <T> Setting<List<Setting<T>>> scalars(String key, Form<T> form) {
        return list(key, "a list, each " + form.allowed(), (at, node) -> scalar(at, node, form));
    }

    /** A list of which each entry is a value or, where more is to be said, a section. */
    <T> Setting<List<Setting<T>>> entries(String key, Form<T> form, Function<Section, Setting<T>> reader) {
        return list(
                key,
                "a list, each " + form.allowed(),
                (at, node) ->
                        node instanceof MappingNode ? reader.apply(of(problems, at, node)) : scalar(at, node, form));
    }

    private interface EntryReader<T> {
        Setting<T> read(String path, Node node);
    }

    private <T> Setting<List<Setting<T>>> list(String key, String allowed, EntryReader<T> reader) {
        if (!has(key)) {
            missing.put(key, allowed);
            return Setting.broken();
        }
        Node node = node(key);
        if (!(node instanceof SequenceNode entries)) {
            problems.add(Yaml.line(node), key(key), Yaml.show(node) + " given", allowed);
            return Setting.broken();
        }
        List<Setting<T>> read = new ArrayList<>();
        for (Node entry : entries.getValue()) {
            read.add(reader.read(key(key) + "[" + read.size() + "]", entry));
        }
        return Setting.of(read);
    }

    /** The keys of {@code labels} that this section has, each read by {@code reader}, which is given the key. */
    <K, T> Map<K, Setting<T>> each(Map<String, K> labels, Function<String, Setting<T>> reader) {
        Map<K, Setting<T>> read = new LinkedHashMap<>();
        labels.forEach((label, key) -> {
            if (has(label)) {
                read.put(key, reader.apply(label));
            }
        });
        return read;
    }

    /**
     * Notes keys that nobody asked for and keys that are missing, then builds what the section describes. What the
     * constructor objects to is noted with the line of the key that it names.
     */
    <T> Setting<T> build(Supplier<T> constructor) {
        noteKeys();
        try {
            return Setting.of(constructor.get());
        } catch (Setting.BrokenException e) {
            return Setting.broken();
        } catch (InvalidSettingException e) {
            e.settings().forEach(this::note);
            return Setting.broken();
        }
    }

    private void noteKeys() {
        Set<String> misspelt = new LinkedHashSet<>();
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                Optional<String> meant = DidYouMean.among(known, key);
                meant.ifPresent(misspelt::add);
                String hint = meant.map(name -> "did you mean '" + name + "'? ").orElse("");
                problems.add(
                        Yaml.line(entry.getKeyNode()),
                        key(key),
                        "unknown key",
                        hint + "allowed here: " + String.join(", ", known));
            }
        });
        missing.forEach((key, allowed) -> {
            if (!misspelt.contains(key)) {
                problems.add(line, key(key), "missing", allowed);
            }
        });
        missing.clear();
    }

    private void note(InvalidSetting setting) {
        Node place = entries.isEmpty() ? null : find(setting.key());
        // what a key that holds more than a value was given is better said by the objection
        boolean isValue = place instanceof ScalarNode
                && entries.values().stream()
                        .noneMatch(
                                entry -> entry.getKeyNode().equals(place) || Yaml.isKey(entry.getValueNode(), place));
        String found = place != null && isValue ? Yaml.show(place) + " given" : setting.value();
        problems.add(place == null ? line : Yaml.line(place), key(setting.key()), found, setting.allowed());
    }

    /** The node of a key such as {@code agencies[3].parent}, or the deepest one on the way to it. */
    private @Nullable Node find(String relative) {
        int dot = relative.indexOf('.');
        String first = dot < 0 ? relative : relative.substring(0, dot);
        String name = first.contains("[") ? first.substring(0, first.indexOf('[')) : first;
        NodeTuple entry = entries.get(name);
        return entry == null ? null : Yaml.descend(entry, relative.substring(name.length()));
    }

    private <T> Setting<T> scalar(String at, Node node, Form<T> form) {
        String allowed = form.allowed();
        try {
            T value = node instanceof ScalarNode scalar ? form.reader().apply(scalar.getValue()) : null;
            if (value != null) {
                return Setting.of(value);
            }
        } catch (InvalidThresholdException e) {
            allowed = e.reason();
        }
        problems.add(Yaml.line(node), at, Yaml.show(node) + " given", allowed);
        return Setting.broken();
    }

    private Node node(String key) {
        NodeTuple entry = entries.get(key);
        if (entry == null) {
            throw new IllegalStateException("key " + key(key) + " was asked for before it was looked for");
        }
        return entry.getValueNode();
    }

    private String key(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
