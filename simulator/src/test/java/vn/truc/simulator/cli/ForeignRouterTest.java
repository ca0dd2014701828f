package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Labels;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Topology;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.simulator.audit.Guarantee;
import vn.truc.simulator.broker.TestCluster;
import vn.truc.simulator.scenario.Scenarios;

/** A router that is not ours between our producer and our consumer, on a real broker. */
@Tag("guarantee")
@SuppressWarnings({"NullAway.Init", "try"}) // a router works until it is closed
class ForeignRouterTest {

    private static final Plan PLAN = new Plan(Scenarios.read("smoke").withDocuments(400), 1);
    private static final Topology TOPOLOGY = PLAN.scenario().topology();

    private static TestCluster cluster;
    private static KafkaSettings kafka;

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        kafka = KafkaSettings.of(cluster.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void aPlainCopyingRouterIsMeasuredAndHoldsTheAudit() throws Exception {
        // given topics of the user's names, one for all addressees, and a router that adds nothing
        String[] topics = {"--topic-prefix", "plain.", "--outbox-topic", "plain-in", "--inbox-topic", "plain-out"};
        assertThat(truc("topics", List.of("smoke"), topics)).isZero();

        // when
        int code;
        try (ForeignRouter router =
                new ForeignRouter(kafka, "plain-in", addressee -> "plain-out", (id, copy) -> List.of(copy))) {
            code = truc("run", List.of("smoke", "--foreign-router", "--documents", "400"), topics);
        }

        // then
        assertThat(code).as(err.toString()).isZero();
        JsonNode report =
                new ObjectMapper().readTree(directory.resolve("report.json").toFile());
        assertThat(report.at("/audit/verdict").asText()).isEqualTo("held");
        assertThat(report.at("/deliveries/delivered").asLong())
                .isEqualTo(PLAN.totals().all().deliveries());
        assertThat(report.at("/share/electronic").asDouble())
                .isEqualTo(report.at("/share/planned").asDouble());
        assertThat(report.at("/latencyMicros/delivered/p50").asLong()).isPositive();
        assertThat(report.at("/latencyMicros/routed/max").asLong()).isZero();
        // and an audit that is told of no foreign router misses the hops that ours would have stamped
        assertThat(truc("audit", List.of("smoke", "--documents", "400", "--foreign-router"), topics))
                .isZero();
        assertThat(truc("audit", List.of("smoke", "--documents", "400"), topics))
                .isEqualTo(3);
        assertThat(violations().keySet()).containsExactly(Guarantee.NONE_MISROUTED.label());
        JsonNode audited =
                new ObjectMapper().readTree(directory.resolve("audit.json").toFile());
        assertThat(audited.at("/verdict").asText()).isEqualTo("broken");
    }

    @Test
    void whatARouterDoesWrongIsNamedUnderTheGuaranteeThatItBreaks() throws Exception {
        // given a topic for each level, and a router that loses, doubles, alters, misroutes and overtakes
        String[] topics = {
            "--topic-prefix", "faulty.",
            "--outbox-topic", "faulty-in",
            "--inbox-topic", "commune=f-commune,district=f-district",
            "--inbox-topic", "provincial=f-provincial,central=f-central"
        };
        assertThat(truc("topics", List.of("smoke"), topics)).isZero();
        Faults faults = new Faults();

        // when
        int code;
        try (ForeignRouter router = new ForeignRouter(kafka, "faulty-in", ForeignRouterTest::inboxOf, faults)) {
            code = truc("run", List.of("smoke", "--foreign-router", "--documents", "400"), topics);
        }

        // then
        assertThat(code).as(err.toString()).isEqualTo(3);
        Map<String, Set<String>> violations = violations();
        assertThat(violations.get(Guarantee.EVERY_DOCUMENT_ACCOUNTED_FOR.label()))
                .containsExactlyInAnyOrder(faults.lost.id(), faults.altered.id(), faults.misrouted.id());
        assertThat(violations.get(Guarantee.NO_DUPLICATE_DELIVERED.label())).containsExactly(faults.doubled.id());
        assertThat(violations.get(Guarantee.NO_FORGERY_DELIVERED.label())).containsExactly(faults.altered.id());
        assertThat(violations.get(Guarantee.NONE_MISROUTED.label())).containsExactly(faults.misrouted.id());
        assertThat(violations.get(Guarantee.SENDER_ORDER_KEPT.label())).containsExactly(faults.overtaken.id());
        assertThat(violations.get(Guarantee.SHARE_MATCHES_PLAN.label()))
                .contains(faults.lost.sender().code(), faults.doubled.sender().code());
    }

    private static String inboxOf(String addressee) {
        return "f-" + Labels.of(TOPOLOGY.agency(TOPOLOGY.indexOf(addressee)).level());
    }

    /** The first copies of some documents go wrong, each in its way. */
    private static final class Faults implements ForeignRouter.Habit {

        private final PlannedDocument lost;
        private final PlannedDocument doubled;
        private final PlannedDocument altered;
        private final PlannedDocument misrouted;
        private final PlannedDocument overtaken;
        private final PlannedDocument overtaking;
        private final List<ProducerRecord<byte[], byte[]>> held = new ArrayList<>();

        Faults() {
            List<PlannedDocument> delivered = LongStream.range(0, PLAN.documents())
                    .mapToObj(PLAN::document)
                    .filter(document -> document.fate() instanceof Fate.Delivered)
                    .toList();
            lost = delivered.get(0);
            doubled = delivered.get(1);
            altered = delivered.get(2);
            misrouted = delivered.get(3);
            Map<String, PlannedDocument> byPair = new HashMap<>();
            PlannedDocument first = null;
            PlannedDocument second = null;
            for (PlannedDocument document : delivered.subList(4, delivered.size())) {
                String pair =
                        document.sender().code() + ">" + document.addressees().get(0);
                PlannedDocument earlier = byPair.put(pair, document);
                if (first == null && earlier != null) {
                    first = earlier;
                    second = document;
                }
            }
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            overtaken = first;
            overtaking = second;
        }

        @Override
        public List<ProducerRecord<byte[], byte[]>> treat(String id, ProducerRecord<byte[], byte[]> copy) {
            if (isFirst(lost, id, copy)) {
                return List.of();
            }
            if (isFirst(doubled, id, copy)) {
                return List.of(copy, copy);
            }
            if (isFirst(altered, id, copy)) {
                byte[] value = copy.value().clone();
                value[value.length - 1] ^= 1;
                return List.of(new ProducerRecord<>(copy.topic(), null, copy.key(), value, copy.headers()));
            }
            if (isFirst(misrouted, id, copy)) {
                String sender = misrouted.sender().code();
                byte[] key = sender.getBytes(StandardCharsets.UTF_8);
                return List.of(new ProducerRecord<>(inboxOf(sender), null, key, copy.value(), copy.headers()));
            }
            if (isFirst(overtaken, id, copy)) {
                held.add(copy);
                return List.of();
            }
            return isFirst(overtaking, id, copy) ? List.of(copy, held.get(0)) : List.of(copy);
        }

        private static boolean isFirst(PlannedDocument document, String id, ProducerRecord<byte[], byte[]> copy) {
            return document.id().equals(id)
                    && document.addressees().get(0).equals(new String(copy.key(), StandardCharsets.UTF_8));
        }
    }

    /** By guarantee, what stands before the colon of each offender: a document or an agency. */
    private Map<String, Set<String>> violations() throws Exception {
        Map<String, Set<String>> found = new HashMap<>();
        for (String line : Files.readAllLines(directory.resolve("violations.txt"))) {
            String[] parts = line.split("\t", 2);
            found.computeIfAbsent(parts[0], guarantee -> new HashSet<>())
                    .add(parts[1].substring(0, parts[1].indexOf(':')));
        }
        return found;
    }

    private int truc(String command, List<String> arguments, String... topics) {
        List<String> all = new ArrayList<>(List.of(command, "--bootstrap-servers", cluster.bootstrapServers()));
        all.addAll(arguments);
        all.addAll(List.of(topics));
        if (!command.equals("topics")) {
            all.addAll(List.of("--out", directory.toString()));
        }
        if (command.equals("run")) {
            all.addAll(List.of("--metrics-port", "0", "--quiet"));
        }
        return Truc.execute(
                new PrintWriter(new StringWriter()), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
