package vn.truc.producer.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.document.DocumentId;

class PlanTest {

    private static final long SEED = 2021;

    @Test
    void aDocumentDependsOnScenarioSeedAndNumberAlone() {
        // given every document of a plan, in order
        Plan plan = new Plan(ScenarioFixtures.smoke(), SEED);
        List<PlannedDocument> inOrder = documents(plan);

        // when another plan of an equal scenario is asked in any order
        Plan other = new Plan(ScenarioFixtures.smoke(), SEED);
        List<PlannedDocument> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(42));

        // then
        for (PlannedDocument expected : shuffled) {
            PlannedDocument found = other.document(expected.n());
            assertThat(found).isEqualTo(expected);
            assertThat(other.body(found)).isEqualTo(plan.body(expected));
            assertThat(other.intendedOffsetNanos(expected.n())).isEqualTo(expected.intendedOffsetNanos());
            assertThat(other.scenario().topology().agency(other.senderIndex(expected.n())))
                    .isEqualTo(expected.sender());
        }
    }

    @Test
    void aLongerRunBeginsWithTheSameDocuments() {
        Plan plan = new Plan(ScenarioFixtures.smoke(), SEED);
        Plan shorter = new Plan(ScenarioFixtures.smoke().withDocuments(700), SEED);

        assertThat(documents(shorter)).isEqualTo(documents(plan).subList(0, 700));
    }

    @Test
    void anotherSeedGivesAnotherPlan() {
        Plan plan = new Plan(ScenarioFixtures.smoke(), SEED);
        Plan other = new Plan(ScenarioFixtures.smoke(), SEED + 1);

        assertThat(LongStream.range(0, plan.documents())
                        .filter(n -> plan.document(n).equals(other.document(n)))
                        .count())
                .isZero();
    }

    @Test
    void identifiersAreUniqueAndSayWhatTheDocumentSays() {
        Set<String> ids = new HashSet<>();
        for (PlannedDocument document : documents(new Plan(ScenarioFixtures.socTrang(), SEED))) {
            assertThat(ids.add(document.id())).as(document.id()).isTrue();
            assertThat(DocumentId.parse(document.id()))
                    .isEqualTo(new DocumentId(
                            document.sender().code(),
                            SimulatedClock.dateOf(document.issuedAtMillis()),
                            Long.toString(document.number()),
                            document.symbol()));
        }
        assertThat(ids).hasSize(30_000);
    }

    @Test
    void aSeriesIsNumberedWithoutGapsInTheOrderOfIssue() {
        Map<String, Long> last = new HashMap<>();
        long issuedBefore = 0;
        for (PlannedDocument document : documents(new Plan(ScenarioFixtures.socTrang(), SEED))) {
            String series = document.sender().code() + " " + document.symbol();
            assertThat(document.number()).as(document.id()).isEqualTo(last.getOrDefault(series, 0L) + 1);
            assertThat(document.issuedAtMillis()).as(document.id()).isGreaterThanOrEqualTo(issuedBefore);
            last.put(series, document.number());
            issuedBefore = document.issuedAtMillis();
        }
        assertThat(last).hasSizeGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void shardsTogetherAreThePlanAndNothingTwice(int of) {
        Plan plan = new Plan(ScenarioFixtures.smoke(), SEED);
        Set<String> issued = new HashSet<>();
        for (int index = 1; index <= of; index++) {
            Shard shard = new Shard(index, of);
            Plan ofProcess = new Plan(ScenarioFixtures.smoke(), SEED);
            long count = 0;
            for (long n = shard.first(); n < ofProcess.documents(); n += shard.of()) {
                assertThat(shard.contains(n)).isTrue();
                assertThat(issued.add(ofProcess.document(n).id())).isTrue();
                count++;
            }
            assertThat(shard.count(ofProcess.documents())).isEqualTo(count);
        }
        assertThat(issued)
                .containsExactlyInAnyOrderElementsOf(
                        documents(plan).stream().map(PlannedDocument::id).toList());
    }

    @Test
    void addresseesExistAreDistinctAndNeverTheSender() {
        Scenario scenario = ScenarioFixtures.socTrang();
        for (PlannedDocument document : documents(new Plan(scenario, SEED))) {
            List<Integer> places = document.addressees().stream()
                    .map(scenario.topology()::indexOf)
                    .toList();
            assertThat(places)
                    .as(document.id())
                    .isNotEmpty()
                    .doesNotContain(-1)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(document.addressees())
                    .as(document.id())
                    .doesNotContain(document.sender().code());
        }
    }

    @Test
    void stateSecretsTravelOnPaperOnly() {
        List<PlannedDocument> classified = documents(new Plan(ScenarioFixtures.socTrang(), SEED)).stream()
                .filter(PlannedDocument::classified)
                .toList();

        assertThat(classified).hasSizeBetween(290, 310).allSatisfy(document -> {
            assertThat(document.medium()).isEqualTo(Medium.PAPER);
            assertThat(document.isElectronic()).isFalse();
            assertThat(document.fate()).isEqualTo(Fate.CLASSIFIED);
        });
    }

    @Test
    void everyLevelSendsByItsWeight() {
        Map<AdministrativeLevel, Integer> sent = new EnumMap<>(AdministrativeLevel.class);
        for (PlannedDocument document : documents(new Plan(ScenarioFixtures.socTrang(), SEED))) {
            sent.merge(document.sender().level(), 1, Integer::sum);
        }

        ScenarioFixtures.LEVELS.forEach((level, mix) -> assertThat(sent).containsEntry(level, 300 * mix.weight()));
    }

    @Test
    void bodiesAreAsLongAsPlannedAndNoCharacterIsCut() throws CharacterCodingException {
        Plan plan = new Plan(ScenarioFixtures.smoke(), SEED);
        for (PlannedDocument document : documents(plan)) {
            byte[] body = plan.body(document);
            assertThat(body).hasSize(document.bodyLength());
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            assertThat(text).startsWith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        }
    }

    @Test
    void thereIsNoDocumentBeyondTheEnds() {
        Plan plan = new Plan(ScenarioFixtures.smoke(), SEED);
        for (long n : new long[] {-1, plan.documents(), Long.MAX_VALUE}) {
            assertThatThrownBy(() -> plan.document(n)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> plan.senderIndex(n)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> plan.intendedOffsetNanos(n)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static List<PlannedDocument> documents(Plan plan) {
        return LongStream.range(0, plan.documents()).mapToObj(plan::document).toList();
    }
}
