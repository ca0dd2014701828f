package vn.truc.simulator.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * A router as a stranger would write it: a plain consumer and a plain producer, no transaction, no directory, no header
 * but the intended time copied through.
 */
final class ForeignRouter implements AutoCloseable {

    /** What is done with a copy: usually it is sent, once. */
    interface Habit {
        List<ProducerRecord<byte[], byte[]>> treat(String documentId, ProducerRecord<byte[], byte[]> copy);
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Function<String, String> inboxOf;
    private final Habit habit;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread;

    /** @param inboxOf the topic of an addressee's copies */
    ForeignRouter(KafkaSettings kafka, String outbox, Function<String, String> inboxOf, Habit habit) {
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        ByteArraySerializer write = new ByteArraySerializer();
        Map<String, Object> group = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                "foreign-" + outbox,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        consumer = new KafkaConsumer<>(kafka.consumer("foreign-router", Map.of(), group), read, read);
        producer = new KafkaProducer<>(kafka.producer("foreign-router", Map.of(), Map.of()), write, write);
        this.inboxOf = inboxOf;
        this.habit = habit;
        consumer.subscribe(List.of(outbox));
        thread = new Thread(this::route, "foreign-router");
        thread.start();
    }

    private void route() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    for (ProducerRecord<byte[], byte[]> copy : copies(record)) {
                        var unused = producer.send(copy);
                    }
                }
            }
        } catch (WakeupException closing) {
            producer.close();
        } catch (Exception e) {
            failure.set(e);
        } finally {
            consumer.close();
        }
    }

    private List<ProducerRecord<byte[], byte[]>> copies(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableRecordException {
        DispatchHeader header =
                Wire.HEADER.decode(Wire.ENVELOPE.decode(record.value()).getHeader());
        Header intended = record.headers().lastHeader("truc-intended");
        List<ProducerRecord<byte[], byte[]>> copies = new ArrayList<>();
        for (String addressee : header.getAddressees()) {
            byte[] key = addressee.getBytes(StandardCharsets.UTF_8);
            copies.addAll(habit.treat(
                    header.getDocumentId(),
                    new ProducerRecord<>(inboxOf.apply(addressee), null, key, record.value(), List.of(intended))));
        }
        return copies;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new AssertionError("the foreign router failed", failure.get());
        }
    }
}
