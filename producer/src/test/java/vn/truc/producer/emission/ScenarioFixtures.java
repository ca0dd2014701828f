package vn.truc.producer.emission;

import static vn.truc.schemas.avro.AdministrativeLevel.CENTRAL;
import static vn.truc.schemas.avro.AdministrativeLevel.COMMUNE;
import static vn.truc.schemas.avro.AdministrativeLevel.DISTRICT;
import static vn.truc.schemas.avro.AdministrativeLevel.PROVINCIAL;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Priority;

/** Scenarios for tests, on the built-in topologies. */
public final class ScenarioFixtures {

    /** The electronic share that {@link #LEVELS} come to. */
    public static final double ELECTRONIC_SHARE = 0.9027;

    static final Map<AdministrativeLevel, LevelMix> LEVELS = Map.of(
            COMMUNE, new LevelMix(38, 0.52, 0.35, 0.01),
            DISTRICT, new LevelMix(21, 0.62, 0.29, 0.01),
            PROVINCIAL, new LevelMix(34, 0.70, 0.225, 0.01),
            CENTRAL, new LevelMix(7, 0.80, 0.15, 0.01));

    static final Map<AdministrativeLevel, List<AddressingPattern>> ADDRESSING = Map.of(
            COMMUNE,
                    List.of(
                            pattern(80, new AddressingTarget(AddresseeGroup.PARENT, 1, 1)),
                            pattern(
                                    20,
                                    AddressingTarget.all(AddresseeGroup.PARENT),
                                    new AddressingTarget(AddresseeGroup.PEERS, 1, 4))),
            DISTRICT,
                    List.of(
                            pattern(50, new AddressingTarget(AddresseeGroup.PROVINCE, 1, 1)),
                            pattern(50, AddressingTarget.all(AddresseeGroup.SUBORDINATES))),
            PROVINCIAL,
                    List.of(
                            pattern(97, new AddressingTarget(AddresseeGroup.DEPARTMENTS, 1, 5)),
                            pattern(
                                    2,
                                    new AddressingTarget(AddresseeGroup.PEERS, 2, 4),
                                    new AddressingTarget(AddresseeGroup.DEPARTMENTS, 2, 6)),
                            pattern(1, AddressingTarget.all(AddresseeGroup.COMMUNES))),
            CENTRAL,
                    List.of(
                            pattern(70, AddressingTarget.all(AddresseeGroup.PROVINCE)),
                            pattern(30, new AddressingTarget(AddresseeGroup.MINISTRIES, 1, 30))));

    private static final BodySizes BODIES = new BodySizes(256, 1_024, 32_768, 0.8);

    private ScenarioFixtures() {}

    /** 163 agencies, 30,000 documents in 30 s, a simulated day a second. */
    public static Scenario socTrang() {
        return scenario(BuiltInTopologies.named("soc-trang"), Rate.perSecond(1_000), Duration.ofSeconds(30));
    }

    /** 24 agencies, 2,000 documents in 4 s. */
    public static Scenario smoke() {
        return scenario(BuiltInTopologies.named("smoke"), Rate.perSecond(500), Duration.ofSeconds(4));
    }

    /** {@link #smoke}, where the exchange takes only bodies of at most {@code bytes}. */
    public static Scenario smokeWithBodiesUpTo(int bytes) {
        return scenario(
                BuiltInTopologies.named("smoke"),
                Rate.perSecond(500),
                Duration.ofSeconds(4),
                BODIES,
                new Limits(bytes));
    }

    /** {@link #smoke}, where every body is {@code bytes} long. */
    public static Scenario smokeWithBodiesOf(int bytes) {
        return scenario(
                BuiltInTopologies.named("smoke"),
                Rate.perSecond(500),
                Duration.ofSeconds(4),
                new BodySizes(bytes, bytes, bytes, 0),
                Limits.DEFAULT);
    }

    static Scenario scenario(Topology topology, Rate rate, Duration duration) {
        return scenario(topology, rate, duration, BODIES, Limits.DEFAULT);
    }

    private static Scenario scenario(Topology topology, Rate rate, Duration duration, BodySizes body, Limits limits) {
        return new Scenario(
                topology.name(),
                "for tests",
                topology,
                new SimulatedClock(Instant.parse("2020-12-01T00:00:00+07:00"), 86_400),
                List.of(new ConstantRate(rate, duration)),
                LEVELS,
                Map.of(
                        DocumentType.OFFICIAL_LETTER, 60,
                        DocumentType.DECISION, 20,
                        DocumentType.REPORT, 15,
                        DocumentType.COMMUNIQUE, 3,
                        DocumentType.PUBLIC_LETTER, 2),
                Map.of(Priority.NORMAL, 90, Priority.URGENT, 8, Priority.EXPRESS, 2),
                ADDRESSING,
                body,
                Sealing.DEFAULT,
                ShareWindow.DEFAULT,
                limits,
                Scenario.TARGET_DEFAULT,
                Scenario.PARTITIONS_DEFAULT,
                Scenario.WARM_UP_DEFAULT,
                Faults.NONE);
    }

    static AddressingPattern pattern(int weight, AddressingTarget... targets) {
        return new AddressingPattern(weight, List.of(targets));
    }
}
