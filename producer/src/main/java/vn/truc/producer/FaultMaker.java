package vn.truc.producer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.SimulatedClock;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.InclusionProof;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Does to sealed documents what their plan says is wrong with them, and makes the records that are sent beside them. */
final class FaultMaker {

    private static final int NODE_BYTES = 32;
    private static final int ALIEN_BYTES = 64;

    private final Plan plan;

    FaultMaker(Plan plan) {
        this.plan = plan;
    }

    /** The envelope of a document with a fault, from parts that are whole. */
    Envelope envelope(PlannedDocument document, ByteBuffer header, List<Seal> seals, ByteBuffer body) {
        Fault fault = document.fault();
        if (fault == Fault.TAMPERED_HEADER) {
            return new Envelope(otherSubject(header), seals, body);
        }
        if (fault == Fault.TAMPERED_BODY) {
            return new Envelope(header, seals, flipped(body));
        }
        if (fault == Fault.TAMPERED_SIGNATURE || fault == Fault.TAMPERED_PROOF) {
            Seal first = seals.get(0);
            Seal tampered = fault == Fault.TAMPERED_PROOF
                    ? Seal.newBuilder(first).setProof(otherTree(first)).build()
                    : Seal.newBuilder(first)
                            .setSignature(flipped(first.getSignature()))
                            .build();
            Seal[] all = seals.toArray(new Seal[0]);
            all[0] = tampered;
            return new Envelope(header, List.of(all), body);
        }
        return new Envelope(header, seals, body);
    }

    /** The record that is sent beside a document and is to be refused, made from the document's own. */
    ProducerRecord<byte[], byte[]> stray(PlannedDocument document, ProducerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        return switch (Objects.requireNonNull(document.fault())) {
            case UNKNOWN_SENDER ->
                beside(record, plan.stranger().getBytes(StandardCharsets.UTF_8), ofStranger(document, value));
            case TRUNCATED -> beside(record, record.key(), Arrays.copyOf(value, value.length / 2));
            case ALIEN_BYTES -> beside(record, record.key(), alien(document));
            default -> beside(record, record.key(), value);
        };
    }

    private static ProducerRecord<byte[], byte[]> beside(
            ProducerRecord<byte[], byte[]> record, byte[] key, byte[] value) {
        return new ProducerRecord<>(
                record.topic(), null, key, value, List.of(record.headers().toArray()));
    }

    private static ByteBuffer otherSubject(ByteBuffer header) {
        DispatchHeader sealed = header(header);
        return ByteBuffer.wrap(Wire.HEADER.encode(DispatchHeader.newBuilder(sealed)
                .setSubject(sealed.getSubject() + " (bản sửa)")
                .build()));
    }

    private static InclusionProof otherTree(Seal seal) {
        InclusionProof proof = seal.getProof();
        if (proof == null || !proof.getPath().hasRemaining()) {
            return new InclusionProof(0L, 2L, ByteBuffer.allocate(NODE_BYTES));
        }
        return new InclusionProof(proof.getLeafIndex(), proof.getTreeSize(), flipped(proof.getPath()));
    }

    private static ByteBuffer flipped(ByteBuffer genuine) {
        byte[] bytes = new byte[genuine.remaining()];
        genuine.duplicate().get(bytes);
        bytes[bytes.length / 2] ^= 1;
        return ByteBuffer.wrap(bytes);
    }

    private byte[] ofStranger(PlannedDocument document, byte[] value) {
        try {
            Envelope envelope = Wire.ENVELOPE.decode(value);
            DispatchHeader header = DispatchHeader.newBuilder(header(envelope.getHeader()))
                    .setSender(plan.stranger())
                    .setDocumentId(DocumentId.format(
                            plan.stranger(),
                            SimulatedClock.dateOf(document.issuedAtMillis()),
                            Long.toString(document.n() + 1),
                            document.symbol()))
                    .build();
            return Wire.ENVELOPE.encode(Envelope.newBuilder(envelope)
                    .setHeader(ByteBuffer.wrap(Wire.HEADER.encode(header)))
                    .build());
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException("an envelope that was just written cannot be read", e);
        }
    }

    private static DispatchHeader header(ByteBuffer encoded) {
        try {
            return Wire.HEADER.decode(encoded);
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException("a header that was just written cannot be read", e);
        }
    }

    /** Text that begins as no record does. */
    private static byte[] alien(PlannedDocument document) {
        byte[] text = new byte[ALIEN_BYTES];
        Arrays.fill(text, (byte) '~');
        byte[] name = ("no record, beside " + document.id()).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(name, 0, text, 0, Math.min(name.length, text.length));
        return text;
    }
}
