package vn.truc.simulator.scenario;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.AddresseeGroup;
import vn.truc.producer.emission.AddressingPattern;
import vn.truc.producer.emission.AddressingTarget;
import vn.truc.producer.emission.BodySizes;
import vn.truc.producer.emission.DocumentMix;
import vn.truc.producer.emission.LevelMix;
import vn.truc.producer.emission.Topology;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Priority;

/** Reads what documents are like: the usual mix of a file, and what a phase of the load has otherwise. */
final class MixReader {

    private static final String LEVELS = "levels";
    private static final String TYPES = "documentTypes";
    private static final String PRIORITIES = "priorities";
    private static final String ADDRESSING = "addressing";
    private static final String BODY = "body";
    private static final Map<String, AdministrativeLevel> LEVEL_LABELS = Form.labels(AdministrativeLevel.class);
    private static final Map<String, DocumentType> TYPE_LABELS = Form.labels(DocumentType.class);
    private static final Map<String, Priority> PRIORITY_LABELS = Form.labels(Priority.class);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");
    private static final String COUNT_FORM =
            "a count from 1 to " + AddressingTarget.COUNT_MAX + ", a range such as 1-4, or all";

    private final Setting<Topology> topology;
    private final Setting<DocumentMix> usual;

    private MixReader(Setting<Topology> topology, Setting<DocumentMix> usual) {
        this.topology = topology;
        this.usual = usual;
    }

    /** Reads the usual mix, which stands among the other keys of a file. */
    static MixReader of(Section root, Setting<Topology> topology) {
        Setting<Map<AdministrativeLevel, LevelMix>> levels = root.requiredSection(
                LEVELS,
                section -> map(section, LEVEL_LABELS, label -> section.requiredSection(label, MixReader::level)));
        Setting<Map<DocumentType, Integer>> types =
                root.requiredSection(TYPES, section -> weights(section, TYPE_LABELS));
        Setting<Map<Priority, Integer>> priorities =
                root.requiredSection(PRIORITIES, section -> weights(section, PRIORITY_LABELS));
        Setting<Map<AdministrativeLevel, List<AddressingPattern>>> addressing =
                root.requiredSection(ADDRESSING, MixReader::addressing);
        Setting<BodySizes> body = root.requiredSection(BODY, MixReader::body);
        boolean broken = levels.isBroken()
                || types.isBroken()
                || priorities.isBroken()
                || addressing.isBroken()
                || body.isBroken();
        return new MixReader(
                topology,
                broken
                        ? Setting.broken()
                        : Setting.of(new DocumentMix(
                                levels.get(), types.get(), priorities.get(), addressing.get(), body.get())));
    }

    /** The usual mix. */
    Setting<DocumentMix> usual() {
        return usual;
    }

    /**
     * The mix of a phase. What it does not name is as usual: of {@code levels} and {@code body} each key, of
     * {@code addressing} each level; types and priorities are weights relative to each other, and so given whole.
     */
    Setting<DocumentMix> ofPhase(Section section) {
        Setting<Map<AdministrativeLevel, LevelMix>> levels = section.optionalSection(
                LEVELS,
                Map.of(),
                of -> map(of, LEVEL_LABELS, label -> of.requiredSection(label, level -> levelOfPhase(level, label))));
        Setting<Map<DocumentType, Integer>> types =
                section.optionalSection(TYPES, Map.of(), of -> weights(of, TYPE_LABELS));
        Setting<Map<Priority, Integer>> priorities =
                section.optionalSection(PRIORITIES, Map.of(), of -> weights(of, PRIORITY_LABELS));
        Setting<Map<AdministrativeLevel, List<AddressingPattern>>> addressing =
                section.optionalSection(ADDRESSING, Map.of(), MixReader::addressing);
        @Nullable Setting<BodySizes> body = section.has(BODY) ? section.requiredSection(BODY, this::bodyOfPhase) : null;
        return section.build(() -> {
            DocumentMix of = usual.get();
            DocumentMix mix = new DocumentMix(
                    merged(AdministrativeLevel.class, of.levels(), levels.get()),
                    section.has(TYPES) ? types.get() : of.documentTypes(),
                    section.has(PRIORITIES) ? priorities.get() : of.priorities(),
                    merged(AdministrativeLevel.class, of.addressing(), addressing.get()),
                    body == null ? of.body() : body.get());
            mix.check(topology.get());
            return mix;
        });
    }

    private static <K extends Enum<K>, V> Map<K, V> merged(Class<K> keys, Map<K, V> usual, Map<K, V> instead) {
        Map<K, V> merged = new EnumMap<>(keys);
        merged.putAll(usual);
        merged.putAll(instead);
        return merged;
    }

    private static Setting<LevelMix> level(Section section) {
        Setting<Integer> weight = section.required("weight", Form.WEIGHT);
        Setting<Double> electronic = section.required("electronic", Form.SHARE);
        Setting<Double> parallel = section.optional("parallel", Form.SHARE, 0.0);
        Setting<Double> classified = section.optional("classified", Form.SHARE, 0.0);
        return section.build(() -> new LevelMix(weight.get(), electronic.get(), parallel.get(), classified.get()));
    }

    private Setting<LevelMix> levelOfPhase(Section section, String label) {
        // while the usual mix is broken, nobody knows whether the level has something to fall back on
        LevelMix of = usual.isBroken()
                ? new LevelMix(1, 0, 0, 0)
                : usual.get().levels().get(LEVEL_LABELS.get(label));
        if (of == null) {
            return level(section);
        }
        Setting<Integer> weight = section.optional("weight", Form.WEIGHT, of.weight());
        Setting<Double> electronic = section.optional("electronic", Form.SHARE, of.electronic());
        Setting<Double> parallel = section.optional("parallel", Form.SHARE, of.parallel());
        Setting<Double> classified = section.optional("classified", Form.SHARE, of.classified());
        return section.build(() -> {
            usual.get();
            return new LevelMix(weight.get(), electronic.get(), parallel.get(), classified.get());
        });
    }

    private static Setting<BodySizes> body(Section section) {
        Setting<Integer> min = section.required("min", Form.SIZE);
        Setting<Integer> median = section.required("median", Form.SIZE);
        Setting<Integer> max = section.required("max", Form.SIZE);
        Setting<Double> sigma = section.optional("sigma", Form.DECIMAL, 0.0);
        return section.build(() -> new BodySizes(min.get(), median.get(), max.get(), sigma.get()));
    }

    private Setting<BodySizes> bodyOfPhase(Section section) {
        BodySizes of =
                usual.isBroken() ? new BodySizes(1, 1, 1, 0) : usual.get().body();
        Setting<Integer> min = section.optional("min", Form.SIZE, of.minBytes());
        Setting<Integer> median = section.optional("median", Form.SIZE, of.medianBytes());
        Setting<Integer> max = section.optional("max", Form.SIZE, of.maxBytes());
        Setting<Double> sigma = section.optional("sigma", Form.DECIMAL, of.sigma());
        return section.build(() -> {
            usual.get();
            return new BodySizes(min.get(), median.get(), max.get(), sigma.get());
        });
    }

    private static Setting<Map<AdministrativeLevel, List<AddressingPattern>>> addressing(Section section) {
        return map(section, LEVEL_LABELS, label -> patterns(section, label));
    }

    private static Setting<List<AddressingPattern>> patterns(Section section, String label) {
        Setting<List<Setting<AddressingPattern>>> patterns = section.sections(label, MixReader::pattern);
        return patterns.isBroken() || patterns.get().stream().anyMatch(Setting::isBroken)
                ? Setting.broken()
                : Setting.of(ScenarioReader.all(patterns));
    }

    private static Setting<AddressingPattern> pattern(Section section) {
        Setting<Integer> weight = section.required("weight", Form.WEIGHT);
        Setting<List<AddressingTarget>> targets = section.requiredSection("to", MixReader::targets);
        return section.build(() -> new AddressingPattern(weight.get(), targets.get()));
    }

    private static Setting<List<AddressingTarget>> targets(Section section) {
        Map<String, AddresseeGroup> groups = Form.labels(AddresseeGroup.class);
        Map<AddresseeGroup, Setting<AddressingTarget>> read =
                section.each(groups, label -> section.required(label, count(groups.get(label))));
        return section.build(() -> read.values().stream().map(Setting::get).toList());
    }

    private static Form<AddressingTarget> count(@Nullable AddresseeGroup group) {
        return new Form<>(COUNT_FORM, text -> group == null ? null : targetOrNull(group, text));
    }

    private static @Nullable AddressingTarget targetOrNull(AddresseeGroup group, String text) {
        if (text.equals("all")) {
            return AddressingTarget.all(group);
        }
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return null;
        }
        int min = Integer.parseInt(range.group(1));
        int max = range.group(2) == null ? min : Integer.parseInt(range.group(2));
        boolean allowed = min >= 1 && min <= max && max <= AddressingTarget.COUNT_MAX;
        return allowed ? new AddressingTarget(group, min, max) : null;
    }

    private static <K> Setting<Map<K, Integer>> weights(Section section, Map<String, K> labels) {
        return map(section, labels, label -> section.required(label, Form.WEIGHT));
    }

    private static <K, T> Setting<Map<K, T>> map(
            Section section, Map<String, K> labels, Function<String, Setting<T>> reader) {
        Map<K, Setting<T>> read = section.each(labels, reader);
        return section.build(() -> {
            Map<K, T> values = new LinkedHashMap<>();
            read.forEach((key, value) -> values.put(key, value.get()));
            return values;
        });
    }
}
