package vn.truc.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes one record type in Avro single-object encoding and reads every published version of it: two marker bytes,
 * the CRC-64-AVRO fingerprint of the writer's schema in little-endian order, the binary encoding.
 *
 * <p>Reading is strict: bytes left over after the record make it unreadable. Thread-safe.
 *
 * @param <T> the generated type
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro 1.12, single-object
 *     encoding</a>
 */
public final class SingleObjectCodec<T extends SpecificRecord> {

    /** Marker and fingerprint. */
    public static final int PREAMBLE_BYTES = 10;

    private static final int KEPT_BYTES_MAX = 256 << 10;

    private static final byte MARKER_0 = (byte) 0xC3;
    private static final byte MARKER_1 = 0x01;

    /** Reads and writes by the code that was generated for each record, not by interpreting the schema field by field. */
    private static final SpecificData GENERATED = generated();

    private final String name;
    private final long fingerprint;
    private final SpecificDatumWriter<T> writer;
    private final Map<Long, SpecificDatumReader<T>> readers;
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

    SingleObjectCodec(Schema current, Iterable<Schema> published) {
        this.name = current.getName();
        this.fingerprint = SchemaNormalization.parsingFingerprint64(current);
        this.writer = new SpecificDatumWriter<>(current, GENERATED);
        Map<Long, SpecificDatumReader<T>> known = new HashMap<>();
        for (Schema version : published) {
            known.put(
                    SchemaNormalization.parsingFingerprint64(version),
                    new SpecificDatumReader<>(version, current, GENERATED));
        }
        known.put(fingerprint, new SpecificDatumReader<>(current, current, GENERATED));
        this.readers = Map.copyOf(known);
    }

    private static SpecificData generated() {
        SpecificData data = new SpecificData();
        data.setCustomCoders(true);
        data.setFastReaderEnabled(false);
        return data;
    }

    /** The fingerprint of the version that {@link #encode} writes. */
    public long fingerprint() {
        return fingerprint;
    }

    /** Encodes {@code record} into a new array. */
    public byte[] encode(T record) {
        Buffer buffer = buffers.get();
        buffer.bytes.reset();
        buffer.bytes.write(MARKER_0);
        buffer.bytes.write(MARKER_1);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer.bytes.write((int) (fingerprint >>> shift));
        }
        try {
            buffer.encoder = EncoderFactory.get().directBinaryEncoder(buffer.bytes, buffer.encoder);
            writer.write(record, buffer.encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory refused bytes", e);
        }
        byte[] encoded = buffer.bytes.toByteArray();
        if (encoded.length > KEPT_BYTES_MAX) {
            // or every thread would hold the largest document that it ever met
            buffers.remove();
        }
        return encoded;
    }

    /**
     * Decodes a record of any published version.
     *
     * @param bytes the value of a Kafka record; null where it has none
     * @throws UnreadableRecordException when {@code bytes} are anything else
     */
    public T decode(byte @Nullable [] bytes) throws UnreadableRecordException {
        if (bytes == null) {
            throw new UnreadableRecordException("an empty record", null);
        }
        return decode(bytes, 0, bytes.length);
    }

    /** Decodes what stands in a buffer between position and limit; the buffer is left as it was. */
    public T decode(ByteBuffer bytes) throws UnreadableRecordException {
        return decode(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    private T decode(byte[] bytes, int offset, int length) throws UnreadableRecordException {
        if (length < PREAMBLE_BYTES || bytes[offset] != MARKER_0 || bytes[offset + 1] != MARKER_1) {
            throw new UnreadableRecordException("not Avro single-object encoding", null);
        }
        long version = ByteBuffer.wrap(bytes, offset + 2, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        SpecificDatumReader<T> reader = readers.get(version);
        if (reader == null) {
            throw new UnreadableRecordException(
                    "schema fingerprint " + Long.toHexString(version) + " is no published version of " + name, null);
        }
        Buffer buffer = buffers.get();
        try {
            buffer.decoder = DecoderFactory.get()
                    .binaryDecoder(bytes, offset + PREAMBLE_BYTES, length - PREAMBLE_BYTES, buffer.decoder);
            T record = reader.read(null, buffer.decoder);
            if (!buffer.decoder.isEnd()) {
                throw new UnreadableRecordException("bytes left over after a " + name, null);
            }
            return record;
        } catch (IOException | RuntimeException e) {
            // Avro throws many kinds, such as UnsupportedOperationException for a length above 2 GiB
            throw new UnreadableRecordException("not a readable " + name + ": " + e.getMessage(), e);
        }
    }

    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private @Nullable BinaryEncoder encoder;
        private @Nullable BinaryDecoder decoder;
    }
}
