package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Priority;

class ScenarioChecksTest {

    private static final Scenario GOOD = ScenarioFixtures.smoke();

    private String name = GOOD.name();
    private Topology topology = GOOD.topology();
    private SimulatedClock clock = GOOD.clock();
    private List<LoadPhase> load = GOOD.load();
    private Map<AdministrativeLevel, LevelMix> levels = GOOD.levels();
    private Map<DocumentType, Integer> documentTypes = GOOD.documentTypes();
    private Map<Priority, Integer> priorities = GOOD.priorities();
    private Map<AdministrativeLevel, List<AddressingPattern>> addressing = GOOD.addressing();
    private double target = GOOD.target();
    private int partitions = GOOD.partitions();
    private Duration warmUp = GOOD.warmUp();

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        name = " ";
        target = 1.5;
        partitions = 0;
        load = List.of();
        documentTypes = Map.of(DocumentType.DECISION, 0);
        priorities = Map.of();
        levels = Map.of();

        assertThat(wrong(this::build))
                .extracting(InvalidSetting::key)
                .containsExactly(
                        "name",
                        "target",
                        "topics.partitions",
                        "load",
                        "documentTypes.decision",
                        "priorities",
                        "levels");
    }

    @Test
    void aMessageHasKeyValueAndWhatIsAllowed() {
        partitions = 1_001;

        assertThat(wrong(this::build))
                .containsExactly(new InvalidSetting("topics.partitions", "1001", "1 to 1000"))
                .first()
                .hasToString("key 'topics.partitions': 1001; 1 to 1000");
    }

    @Test
    void aLevelThatIssuesNeedsAnAgencyThatIssues() {
        topology = new Topology("t", List.of(agency("H51", AdministrativeLevel.PROVINCIAL, null, 0)));
        levels = Map.of(AdministrativeLevel.PROVINCIAL, mix(), AdministrativeLevel.COMMUNE, mix());

        assertThat(wrong(this::build)).extracting(InvalidSetting::key).contains("levels.provincial", "levels.commune");
    }

    @Test
    void aLevelThatIssuesNeedsAPattern() {
        addressing = new HashMap<>(GOOD.addressing());
        addressing.remove(AdministrativeLevel.COMMUNE);
        addressing.put(AdministrativeLevel.DISTRICT, List.of());

        assertThat(wrong(this::build))
                .extracting(InvalidSetting::key)
                .containsExactly("addressing.commune", "addressing.district");
    }

    @Test
    void anAgencyThatIssuesNeedsSomebodyToWriteTo() {
        topology = new Topology(
                "t",
                List.of(
                        agency("H51", AdministrativeLevel.PROVINCIAL, null, 1),
                        agency("H51.1", AdministrativeLevel.PROVINCIAL, "H51", 1),
                        agency("H52", AdministrativeLevel.PROVINCIAL, null, 0)));
        levels = Map.of(AdministrativeLevel.PROVINCIAL, mix());
        addressing = Map.of(
                AdministrativeLevel.PROVINCIAL,
                List.of(ScenarioFixtures.pattern(1, AddressingTarget.all(AddresseeGroup.PARENT))));

        assertThat(wrong(this::build)).singleElement().satisfies(setting -> {
            assertThat(setting.key()).isEqualTo("addressing.provincial");
            assertThat(setting.value()).contains("H51 ");
        });
    }

    @Test
    void aRunCannotOutlastTheCalendar() {
        clock = new SimulatedClock(GOOD.clock().start(), 31_536_000);
        load = List.of(new ConstantRate(Rate.perSecond(1), Duration.ofHours(3)));

        assertThat(wrong(this::build)).extracting(InvalidSetting::key).containsExactly("clock.speed");
    }

    @Test
    void aLoadIsABoundedNumberOfDocuments() {
        load = List.of(new ConstantRate(Rate.perSecond(1_000_000), Duration.ofDays(12)));
        clock = new SimulatedClock(GOOD.clock().start(), 1);

        assertThat(wrong(this::build)).extracting(InvalidSetting::key).containsExactly("load");
    }

    @Test
    void aLoadIsABoundedTimeAndABoundedNumberOfPhases() {
        clock = new SimulatedClock(GOOD.clock().start(), 1);
        load = List.of(
                new ConstantRate(Rate.parse("1/h"), LoadPhase.DURATION_MAX),
                new ConstantRate(Rate.parse("1/h"), Duration.ofSeconds(1)));
        assertThat(wrong(this::build)).extracting(InvalidSetting::key).containsExactly("load");

        load = Collections.nCopies(100_001, new ConstantRate(Rate.perSecond(1), Duration.ofSeconds(1)));
        assertThat(wrong(this::build)).extracting(InvalidSetting::value).containsExactly("100001 phases");
    }

    @Test
    void aLoadWithoutADocumentIsRefused() {
        int[] percents = new int[OfficeWeek.HALF_HOURS];
        percents[20] = 100;
        load = List.of(
                new OfficeHours(Rate.perSecond(1), OfficeWeek.of(percents), clock.start(), 1, Duration.ofSeconds(1)));

        assertThat(wrong(this::build)).extracting(InvalidSetting::value).containsExactly("no documents");
    }

    @Test
    void aRunWarmsUpForATimeOrNotAtAll() {
        warmUp = Duration.ofSeconds(-1);
        assertThat(wrong(this::build)).extracting(InvalidSetting::key).containsExactly("warmUp");
        warmUp = LoadPhase.DURATION_MAX.plusNanos(1);
        assertThat(wrong(this::build)).extracting(InvalidSetting::key).containsExactly("warmUp");
        assertThat(GOOD.withWarmUp(Duration.ofSeconds(10)).warmUp()).hasSeconds(10);
        assertThat(GOOD.withWarmUp(Duration.ofSeconds(10))
                        .withSeal(GOOD.seal().method())
                        .withDocuments(5)
                        .warmUp())
                .hasSeconds(10);
    }

    @Test
    void weightsMustBeDealableInOneBlock() {
        documentTypes = Map.of(DocumentType.DECISION, 999_999, DocumentType.REPORT, 999_998);
        priorities = Map.of(Priority.NORMAL, 1_000_001);

        assertThat(wrong(this::build))
                .extracting(InvalidSetting::key)
                .containsExactly("documentTypes", "priorities.normal");
    }

    @Test
    void aMixIsOfSharesThatAddUpToAtMostOne() {
        assertThat(wrong(() -> new LevelMix(0, -0.1, 1.1, 0.00001)))
                .extracting(InvalidSetting::key)
                .containsExactly("weight", "electronic", "parallel", "classified");
        assertThat(wrong(() -> new LevelMix(1, 0.6, 0.4001, 0)))
                .extracting(InvalidSetting::key)
                .containsExactly("parallel");
        assertThat(wrong(() -> new LevelMix(1, Double.NaN, 0, 0)))
                .extracting(InvalidSetting::key)
                .containsExactly("electronic");
    }

    @Test
    void aTopologyNamesEveryAgencyThatDoesNotFit() {
        List<WeightedAgency> agencies = List.of(
                agency("H51", AdministrativeLevel.PROVINCIAL, "H51.1", 1),
                agency("H51.1", AdministrativeLevel.PROVINCIAL, "H51", 1),
                agency("H51.1", AdministrativeLevel.PROVINCIAL, null, 1),
                agency("H51.2", AdministrativeLevel.DISTRICT, "H99", 1),
                agency("H51.3", AdministrativeLevel.COMMUNE, "H51.2", 1),
                agency("G01", AdministrativeLevel.CENTRAL, "H51.2", 1));

        assertThat(wrong(() -> new Topology("t", agencies)))
                .extracting(InvalidSetting::key)
                .containsExactly(
                        "agencies[2].code",
                        "agencies[0].parent",
                        "agencies[1].parent",
                        "agencies[3].parent",
                        "agencies[5].parent");
        assertThat(wrong(() -> new Topology("t", List.of())))
                .extracting(InvalidSetting::key)
                .containsExactly("agencies");
    }

    private Scenario build() {
        return new Scenario(
                name,
                "for tests",
                topology,
                clock,
                load,
                levels,
                documentTypes,
                priorities,
                addressing,
                GOOD.body(),
                GOOD.seal(),
                GOOD.window(),
                GOOD.limits(),
                target,
                partitions,
                warmUp,
                Faults.NONE);
    }

    private static List<InvalidSetting> wrong(ThrowingCallable building) {
        return catchThrowableOfType(InvalidSettingException.class, building).settings();
    }

    private static LevelMix mix() {
        return new LevelMix(1, 0.5, 0.4, 0);
    }

    private static WeightedAgency agency(String code, AdministrativeLevel level, String parent, int weight) {
        return new WeightedAgency(new Agency(code, level, parent, "Cơ quan " + code), weight);
    }
}
