package vn.truc.simulator.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vn.truc.producer.emission.Plan;
import vn.truc.runtime.kafka.TopicSpec;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.InclusionProof;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.log.LogAudit;
import vn.truc.simulator.log.LogResult;
import vn.truc.simulator.strangers.Decoded;

/** A run on a real broker whose topics can be written again, record for record, with something changed. */
public final class RecordedExchange implements AutoCloseable {

    private static final String PREFIX = "recorded.";

    private final TestExchange exchange = new TestExchange();
    private final Plan plan;
    private final Map<Topic, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();

    private RecordedExchange(Plan plan) {
        this.plan = plan;
    }

    /** Runs a plan to its end; the audit of the plan must hold. */
    public static RecordedExchange of(Plan plan) {
        RecordedExchange recorded = new RecordedExchange(plan);
        RunOutcome outcome = recorded.exchange.run(plan, PREFIX).run();
        if (!outcome.audited().held()) {
            throw new AssertionError(outcome.audited().violationLines());
        }
        for (Topic topic : Topic.values()) {
            if (topic != Topic.SEEN && topic != Topic.AUDIT) {
                recorded.records.put(topic, recorded.exchange.records(topic.name(PREFIX)));
            }
        }
        return recorded;
    }

    /** Where its broker is. */
    public String bootstrapServers() {
        return exchange.kafka().bootstrapServers();
    }

    /** A level to which copies went. */
    public AdministrativeLevel level() {
        return AdministrativeLevel.PROVINCIAL;
    }

    /** The first record of a topic. */
    public ConsumerRecord<byte[], byte[]> first(Topic topic) {
        return records.get(topic).get(0);
    }

    /** The last cumulative counts of some agency. */
    public ConsumerRecord<byte[], byte[]> lastTotal() {
        ConsumerRecord<byte[], byte[]> last = null;
        for (ConsumerRecord<byte[], byte[]> record : records.get(Topic.SHARE)) {
            if (Decoded.of(Wire.SHARE_REPORT, record.value()).getWindowStart() == null) {
                last = record;
            }
        }
        return last;
    }

    /** The first refusal of a whole document for this reason. */
    public ConsumerRecord<byte[], byte[]> letter(RefusalReason reason) {
        return records.get(Topic.DEAD_LETTER).stream()
                .filter(record -> Decoded.of(Wire.DEAD_LETTER, record.value()).getReason() == reason
                        && Decoded.of(Wire.DEAD_LETTER, record.value()).getScope() == RefusalScope.DOCUMENT)
                .findFirst()
                .orElseThrow();
    }

    /** Whether {@code produced} is a record of this exchange that is written again. */
    public boolean isSame(ProducerRecord<byte[], byte[]> produced, ConsumerRecord<byte[], byte[]> recorded) {
        return produced.value() == recorded.value();
    }

    /** A record of this exchange as it is written again. */
    public ProducerRecord<byte[], byte[]> asProduced(ConsumerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
    }

    /** Writes everything again under another prefix, as a stranger with a plain producer, and audits that log. */
    public LogResult audit(String prefix, UnaryOperator<List<ProducerRecord<byte[], byte[]>>> change) {
        write(prefix, change);
        try (LogAudit audit =
                new LogAudit(exchange.kafka(), TopicNames.of(prefix), null, RoleStarter.policyOf(plan.scenario()))) {
            return audit.run();
        }
    }

    /** Writes everything again under another prefix, as a stranger with a plain producer. */
    public void write(String prefix, UnaryOperator<List<ProducerRecord<byte[], byte[]>>> change) {
        ExchangeTopics.ensure(
                exchange.kafka(),
                ExchangeTopics.specs(
                        TopicNames.of(prefix),
                        plan.scenario().partitions(),
                        TopicSpec.BROKER_DEFAULT_REPLICATION,
                        plan.scenario().limits().bodyBytes()));
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        records.values().forEach(ofTopic -> ofTopic.forEach(record -> all.add(asProduced(record))));
        try (KafkaProducer<byte[], byte[]> stranger = new KafkaProducer<>(
                exchange.kafka().producer("stranger", Map.of("max.request.size", 16 << 20), Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : change.apply(all)) {
                var unused = stranger.send(renamed(record, prefix));
            }
        }
    }

    /** Dead letters name the topic where the refused record stood. */
    private static ProducerRecord<byte[], byte[]> renamed(ProducerRecord<byte[], byte[]> record, String prefix) {
        byte[] value = record.value();
        if (record.topic().equals(Topic.DEAD_LETTER.name(PREFIX))) {
            DeadLetter letter = Decoded.of(Wire.DEAD_LETTER, value);
            value = Wire.DEAD_LETTER.encode(DeadLetter.newBuilder(letter)
                    .setTopic(letter.getTopic().replace(PREFIX, prefix))
                    .build());
        }
        return new ProducerRecord<>(
                record.topic().replace(PREFIX, prefix), record.partition(), record.key(), value, record.headers());
    }

    /** The id of some document that is accepted, and whose sender's seal is in a tree. */
    public String someDocument() {
        for (ConsumerRecord<byte[], byte[]> copy : records.get(Topic.inbox(level()))) {
            InclusionProof proof =
                    Decoded.of(Wire.ENVELOPE, copy.value()).getSeals().get(0).getProof();
            if (proof == null || proof.getTreeSize() > 1) {
                return Decoded.headerOf(copy.value()).getDocumentId();
            }
        }
        throw new AssertionError("no document is in a tree with others");
    }

    @Override
    public void close() {
        exchange.close();
    }
}
