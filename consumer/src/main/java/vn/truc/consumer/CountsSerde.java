package vn.truc.consumer;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.share.Counts;

/** Counts in the state stores: six big-endian numbers of eight bytes, in the order of the record's fields. Thread-safe. */
final class CountsSerde implements Serde<Counts> {

    private static final int BYTES = 6 * Long.BYTES;

    @Override
    public Serializer<Counts> serializer() {
        return (topic, counts) -> counts == null ? null : write(counts);
    }

    @Override
    public Deserializer<Counts> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(Counts counts) {
        return ByteBuffer.allocate(BYTES)
                .putLong(counts.electronic())
                .putLong(counts.parallel())
                .putLong(counts.paper())
                .putLong(counts.refused())
                .putLong(counts.delivered())
                .putLong(counts.refusedDeliveries())
                .array();
    }

    private static @Nullable Counts read(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new SerializationException("stored counts have " + bytes.length + " bytes, not " + BYTES);
        }
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        return new Counts(
                numbers.getLong(),
                numbers.getLong(),
                numbers.getLong(),
                numbers.getLong(),
                numbers.getLong(),
                numbers.getLong());
    }
}
