package vn.truc.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import vn.truc.producer.emission.AddresseeGroup;
import vn.truc.producer.emission.AddressingPattern;
import vn.truc.producer.emission.AddressingTarget;
import vn.truc.producer.emission.BodySizes;
import vn.truc.producer.emission.BuiltInTopologies;
import vn.truc.producer.emission.LevelMix;
import vn.truc.producer.emission.Limits;
import vn.truc.producer.emission.LoadPhase;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.Sealing;
import vn.truc.producer.emission.ShareWindow;
import vn.truc.producer.emission.SimulatedClock;
import vn.truc.producer.emission.Topology;
import vn.truc.producer.emission.WeightedAgency;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.agency.AgencyCode;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;
import vn.truc.simulator.threshold.ThresholdSetting;

/** Turns the text of a scenario file into what it holds, or into everything that is wrong with it. */
final class ScenarioReader {

    private static final Map<String, AdministrativeLevel> LEVELS = Form.labels(AdministrativeLevel.class);
    private static final Form<Batching> BATCHING = Form.oneOf(Batching.class);
    private static final Form<SealRole> ROLE = Form.oneOf(SealRole.class);
    private static final Form<AdministrativeLevel> LEVEL = Form.oneOf(AdministrativeLevel.class);
    private static final Form<SealMethod> SCHEME =
            new Form<>("one of ed25519, ecdsa-p256, rsa-2048, none", ScenarioReader::methodOrNull);
    private static final Form<String> CODE = new Form<>(
            "an agency code such as H51.21.3: up to " + AgencyCode.LENGTH_MAX + " characters of 0-9 A-Z and dots",
            text -> AgencyCode.isWellFormed(text) ? text : null);
    private static final Form<Topology> TOPOLOGY = new Form<>(
            "one of " + String.join(", ", BuiltInTopologies.names()) + ", or a section with agencies",
            text -> BuiltInTopologies.names().contains(text) ? BuiltInTopologies.named(text) : null);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");
    private static final String COUNT_FORM =
            "a count from 1 to " + AddressingTarget.COUNT_MAX + ", a range such as 1-4, or all";

    private ScenarioReader() {}

    /**
     * Reads a scenario and its thresholds.
     *
     * @param file how problems name it
     * @throws InvalidScenarioException naming everything that is wrong
     */
    static ScenarioFile read(String file, String text) {
        Problems problems = new Problems(file);
        Node root = Yaml.parse(text, problems);
        Setting<ScenarioFile> read = root == null ? Setting.broken() : file(Section.of(problems, "", root));
        List<Problem> found = problems.byLine();
        if (!found.isEmpty()) {
            throw new InvalidScenarioException(found);
        }
        return read.get();
    }

    private static Setting<ScenarioFile> file(Section root) {
        Setting<String> name = root.required("name", Form.TEXT);
        Setting<String> description = root.optional("description", Form.TEXT, "");
        Setting<Topology> topology = topology(root, name);
        Setting<SimulatedClock> clock = root.requiredSection("clock", ScenarioReader::clock);
        LoadReader loadReader = new LoadReader(clock);
        Setting<List<Setting<List<LoadPhase>>>> load = root.sections("load", loadReader::read);
        Setting<Map<AdministrativeLevel, LevelMix>> levels = root.requiredSection(
                "levels",
                section -> map(section, LEVELS, label -> section.requiredSection(label, ScenarioReader::mix)));
        Setting<Map<DocumentType, Integer>> types =
                root.requiredSection("documentTypes", section -> weights(section, Form.labels(DocumentType.class)));
        Setting<Map<Priority, Integer>> priorities =
                root.requiredSection("priorities", section -> weights(section, Form.labels(Priority.class)));
        Setting<Map<AdministrativeLevel, List<AddressingPattern>>> addressing =
                root.requiredSection("addressing", section -> map(section, LEVELS, label -> patterns(section, label)));
        Setting<BodySizes> body = root.requiredSection("body", ScenarioReader::body);
        Setting<Sealing> seal = root.optionalSection("seal", Sealing.DEFAULT, ScenarioReader::seal);
        Setting<ShareWindow> window = root.optionalSection("window", ShareWindow.DEFAULT, ScenarioReader::window);
        Setting<Limits> limits = root.optionalSection("limits", Limits.DEFAULT, ScenarioReader::limits);
        Setting<Double> target = root.optional("target", Form.SHARE, Scenario.TARGET_DEFAULT);
        Setting<Integer> partitions =
                root.optionalSection("topics", Scenario.PARTITIONS_DEFAULT, ScenarioReader::partitions);
        Setting<Duration> warmUp = root.optional("warmUp", Form.DURATION, Scenario.WARM_UP_DEFAULT);
        Setting<List<Setting<ThresholdSetting>>> thresholds = ThresholdReader.thresholds(root);
        return root.build(() -> new ScenarioFile(
                new Scenario(
                        name.get(),
                        description.get(),
                        topology.get(),
                        clock.get(),
                        all(load).stream().flatMap(List::stream).toList(),
                        levels.get(),
                        types.get(),
                        priorities.get(),
                        addressing.get(),
                        body.get(),
                        seal.get(),
                        window.get(),
                        limits.get(),
                        target.get(),
                        partitions.get(),
                        warmUp.get()),
                all(thresholds)));
    }

    private static Setting<Topology> topology(Section root, Setting<String> name) {
        return root.isSection("topology")
                ? root.requiredSection("topology", section -> ownTopology(section, name.orElse("own")))
                : root.required("topology", TOPOLOGY);
    }

    private static Setting<Topology> ownTopology(Section section, String name) {
        Setting<List<Setting<WeightedAgency>>> agencies = section.sections("agencies", ScenarioReader::agency);
        return section.build(() -> new Topology(name, all(agencies)));
    }

    private static Setting<WeightedAgency> agency(Section section) {
        Setting<String> code = section.required("code", CODE);
        Setting<AdministrativeLevel> level = section.required("level", LEVEL);
        @Nullable Setting<String> parent = section.has("parent") ? section.required("parent", CODE) : null;
        Setting<String> name = section.required("name", Form.TEXT);
        Setting<Integer> weight = section.optional("weight", Form.integer(0, 1_000_000), 1);
        return section.build(() -> new WeightedAgency(
                new Agency(code.get(), level.get(), parent == null ? null : parent.get(), name.get()), weight.get()));
    }

    private static Setting<SimulatedClock> clock(Section section) {
        var start = section.required("start", Form.INSTANT);
        Setting<Long> speed = section.optional("speed", Form.whole(1, 31_536_000), 1L);
        return section.build(() -> new SimulatedClock(start.get(), speed.get()));
    }

    private static Setting<LevelMix> mix(Section section) {
        Setting<Integer> weight = section.required("weight", Form.WEIGHT);
        Setting<Double> electronic = section.required("electronic", Form.SHARE);
        Setting<Double> parallel = section.optional("parallel", Form.SHARE, 0.0);
        Setting<Double> classified = section.optional("classified", Form.SHARE, 0.0);
        return section.build(() -> new LevelMix(weight.get(), electronic.get(), parallel.get(), classified.get()));
    }

    private static Setting<List<AddressingPattern>> patterns(Section section, String label) {
        Setting<List<Setting<AddressingPattern>>> patterns = section.sections(label, ScenarioReader::pattern);
        return patterns.isBroken() || patterns.get().stream().anyMatch(Setting::isBroken)
                ? Setting.broken()
                : Setting.of(all(patterns));
    }

    private static Setting<AddressingPattern> pattern(Section section) {
        Setting<Integer> weight = section.required("weight", Form.WEIGHT);
        Setting<List<AddressingTarget>> targets = section.requiredSection("to", ScenarioReader::targets);
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

    private static Setting<BodySizes> body(Section section) {
        Setting<Integer> min = section.required("min", Form.SIZE);
        Setting<Integer> median = section.required("median", Form.SIZE);
        Setting<Integer> max = section.required("max", Form.SIZE);
        Setting<Double> sigma = section.optional("sigma", Form.DECIMAL, 0.0);
        return section.build(() -> new BodySizes(min.get(), median.get(), max.get(), sigma.get()));
    }

    private static Setting<Sealing> seal(Section section) {
        Setting<SealMethod> scheme = section.optional("scheme", SCHEME, Sealing.DEFAULT.method());
        Setting<Batching> batching = section.optional("batching", BATCHING, Batching.MERKLE);
        Setting<List<Setting<SealRole>>> roles = section.has("roles")
                ? section.scalars("roles", ROLE)
                : Setting.of(List.of(Setting.of(SealRole.AGENCY)));
        return section.build(() -> new Sealing(new SealMethod(scheme.get().scheme(), batching.get()), all(roles)));
    }

    private static Setting<ShareWindow> window(Section section) {
        var size = section.required("size", Form.DURATION);
        var grace = section.required("grace", Form.DURATION);
        return section.build(() -> new ShareWindow(size.get(), grace.get()));
    }

    private static Setting<Limits> limits(Section section) {
        Setting<Integer> body = section.required("body", Form.SIZE);
        return section.build(() -> new Limits(body.get()));
    }

    private static Setting<Integer> partitions(Section section) {
        Setting<Integer> partitions = section.required("partitions", Form.integer(1, 1_000));
        return section.build(partitions::get);
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

    private static <T> List<T> all(Setting<List<Setting<T>>> settings) {
        List<T> values = new ArrayList<>();
        settings.get().forEach(setting -> values.add(setting.get()));
        return values;
    }

    private static @Nullable SealMethod methodOrNull(String text) {
        try {
            return new SealMethod(SealMethod.schemeOf(text), Batching.MERKLE);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
