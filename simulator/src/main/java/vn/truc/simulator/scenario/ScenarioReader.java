package vn.truc.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import vn.truc.producer.emission.BuiltInTopologies;
import vn.truc.producer.emission.Faults;
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
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;
import vn.truc.simulator.threshold.ThresholdSetting;

/** Turns the text of a scenario file into what it holds, or into everything that is wrong with it. */
final class ScenarioReader {

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
        MixReader mixes = MixReader.of(root, topology);
        LoadReader loadReader = new LoadReader(clock, mixes);
        Setting<List<Setting<List<LoadPhase>>>> load = root.sections("load", loadReader::read);
        Setting<Sealing> seal = root.optionalSection("seal", Sealing.DEFAULT, ScenarioReader::seal);
        Setting<ShareWindow> window = root.optionalSection("window", ShareWindow.DEFAULT, ScenarioReader::window);
        Setting<Limits> limits = root.optionalSection("limits", Limits.DEFAULT, ScenarioReader::limits);
        Setting<Double> target = root.optional("target", Form.SHARE, Scenario.TARGET_DEFAULT);
        Setting<Integer> partitions =
                root.optionalSection("topics", Scenario.PARTITIONS_DEFAULT, ScenarioReader::partitions);
        Setting<Duration> warmUp = root.optional("warmUp", Form.DURATION, Scenario.WARM_UP_DEFAULT);
        Setting<Faults> faults = root.optionalSection("faults", Faults.NONE, FaultsReader::read);
        Setting<List<Setting<ThresholdSetting>>> thresholds = ThresholdReader.thresholds(root);
        return root.build(() -> new ScenarioFile(
                new Scenario(
                        name.get(),
                        description.get(),
                        topology.get(),
                        clock.get(),
                        all(load).stream().flatMap(List::stream).toList(),
                        mixes.usual().get().levels(),
                        mixes.usual().get().documentTypes(),
                        mixes.usual().get().priorities(),
                        mixes.usual().get().addressing(),
                        mixes.usual().get().body(),
                        seal.get(),
                        window.get(),
                        limits.get(),
                        target.get(),
                        partitions.get(),
                        warmUp.get(),
                        faults.get()),
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

    static <T> List<T> all(Setting<List<Setting<T>>> settings) {
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
