package vn.truc.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.keys.KeyRing;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TableReader;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AgencyRecord;
import vn.truc.schemas.avro.TrustAnchorRecord;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.Wire;

/** Writes agencies, certificates and trust anchor to the directory topic before the first document needs them. */
public final class DirectoryPublisher {

    private static final int BATCH_BYTES = 512 << 10;
    private static final int LINGER_MILLIS = 20;

    private DirectoryPublisher() {}

    /**
     * Publishes what the directory does not hold yet; returns once the cluster has it.
     *
     * @param plan whose agencies these are
     * @param keys of the agencies, or null for the unsigned baseline: then without certificates
     * @throws ForeignAnchorException when the directory holds the anchor of another authority
     * @throws DirectoryNotWrittenException when the cluster does not take a row
     */
    public static void publish(KafkaSettings kafka, String topicPrefix, Plan plan, @Nullable KeyRing keys) {
        publish(kafka, topicPrefix, rows(plan, keys));
    }

    /** As {@link #publish(KafkaSettings, String, Plan, KeyRing)}, with {@link #rows} that are made already. */
    static void publish(KafkaSettings kafka, String topicPrefix, Map<String, byte[]> rows) {
        String topic = Topic.DIRECTORY.name(topicPrefix);
        Map<String, byte[]> present = read(kafka, topic);
        byte[] anchor = rows.get(Directory.TRUST_ANCHOR_KEY);
        byte[] presentAnchor = present.get(Directory.TRUST_ANCHOR_KEY);
        if (anchor != null && presentAnchor != null && !Arrays.equals(anchor, presentAnchor)) {
            throw new ForeignAnchorException(topic);
        }
        // ten thousand rows at once: a few large requests instead of hundreds of small ones
        Map<String, Integer> defaults =
                Map.of(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES, ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        Map<String, Object> settings = kafka.producer("truc-directory-publisher", defaults, Map.of());
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> written = new ArrayList<>();
            rows.forEach((key, value) -> {
                if (!Arrays.equals(value, present.get(key))) {
                    written.add(
                            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)));
                }
            });
            producer.flush();
            for (Future<RecordMetadata> row : written) {
                row.get();
            }
        } catch (ExecutionException e) {
            throw new DirectoryNotWrittenException(topic, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** What the directory is to hold, by key. */
    static Map<String, byte[]> rows(Plan plan, @Nullable KeyRing keys) {
        Map<String, byte[]> rows = new HashMap<>();
        if (keys != null) {
            TrustAnchorRecord anchor = keys.trustAnchorRecord();
            rows.put(Directory.TRUST_ANCHOR_KEY, Wire.TRUST_ANCHOR.encode(anchor));
        }
        for (Agency agency : plan.scenario().topology().agencies()) {
            AgencyRecord row = keys == null
                    ? new AgencyRecord(agency.code(), agency.level(), agency.parent(), agency.name(), List.of())
                    : keys.recordOf(agency, plan.revokedAtMillis());
            rows.put(agency.code(), Wire.AGENCY.encode(row));
        }
        return rows;
    }

    private static Map<String, byte[]> read(KafkaSettings kafka, String topic) {
        Map<String, byte[]> rows = new HashMap<>();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        TableReader reader = new TableReader(
                topic,
                new KafkaConsumer<>(kafka.consumer("truc-directory-publisher", Map.of(), Map.of()), bytes, bytes),
                (key, value) -> {
                    String name = new String(key, StandardCharsets.UTF_8);
                    if (value == null) {
                        rows.remove(name);
                    } else {
                        rows.put(name, value);
                    }
                });
        try {
            reader.catchUp();
        } finally {
            reader.onClose();
        }
        return rows;
    }
}
