package vn.truc.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.avro.AuditReport;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.GuaranteeFinding;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.audit.AuditResult;

/** Writes what an audit found to the audit topic, for consoles and their metrics. */
public final class AuditPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(AuditPublisher.class);
    private static final int GIVE_UP_MILLIS = 10_000;

    /** The verdict stands whatever becomes of its copy, so unlike documents it may not wait for ever. */
    private static final Map<String, Integer> IN_TIME = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, GIVE_UP_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS);

    private AuditPublisher() {}

    /**
     * Publishes a result; returns once the cluster has it, or with a warning when the cluster does not take it within
     * some seconds.
     *
     * @param planned how many documents of the plan were accounted for
     */
    public static void publish(KafkaSettings kafka, TopicNames topics, AuditResult audited, long planned) {
        Map<String, Object> settings = kafka.producer("truc-audit", IN_TIME, Map.of());
        byte[] key = Topic.AUDIT_KEY.getBytes(StandardCharsets.UTF_8);
        byte[] value = Wire.AUDIT_REPORT.encode(report(audited, planned, Instant.now()));
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.name(Topic.AUDIT), key, value))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            LOG.warn(
                    "the result of the audit is not on topic {}, so no console shows it: {}",
                    topics.name(Topic.AUDIT),
                    e.getMessage());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static AuditReport report(AuditResult audited, long planned, Instant at) {
        List<GuaranteeFinding> findings = audited.violations().entrySet().stream()
                .map(of -> new GuaranteeFinding(
                        of.getKey().label(), (long) of.getValue().size()))
                .toList();
        return new AuditReport(
                at.toEpochMilli(),
                planned,
                new DocumentCounts(
                        audited.electronic(), audited.parallel(), audited.paper(), audited.refusedDocuments()),
                findings);
    }
}
