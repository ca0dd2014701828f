package vn.truc.producer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Dispatches;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Traceparent;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.avro.Seal;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.Sealer;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.Wire;

/** Makes the records of documents that are due: sealed envelopes, register entries, refusals. Not thread-safe. */
final class DocumentWriter {

    private final Plan plan;
    private final ProducerSettings settings;
    private final Sealers sealerOf;
    private final Map<String, Sealer> sealers = new HashMap<>();
    private final Map<Fault, Map<String, Sealer>> faultySealers = new EnumMap<>(Fault.class);
    private final FaultMaker faults;
    private final boolean plansOtherKeys;
    private final MessageDigest sha256 = CryptoProvider.best().sha256();

    /** @param sealerOf makes the sealer of an agency, asked once for each, and once more for each fault of its keys */
    DocumentWriter(Plan plan, ProducerSettings settings, Sealers sealerOf) {
        this.plan = plan;
        this.settings = settings;
        this.sealerOf = sealerOf;
        this.faults = new FaultMaker(plan);
        this.plansOtherKeys =
                plan.scenario().faults().shares().keySet().stream().anyMatch(Fault::hasOtherKeys);
    }

    /** Whether a document is too long to be issued. */
    boolean isOversize(PlannedDocument document) {
        return document.bodyLength() > plan.scenario().limits().bodyBytes();
    }

    /** Seals documents of one sender together and makes their records, in their order. */
    List<ProducerRecord<byte[], byte[]>> envelopes(List<PlannedDocument> documents, long[] intendedMicros) {
        List<ByteBuffer> headers = new ArrayList<>(documents.size());
        List<byte[]> bodies = new ArrayList<>(documents.size());
        for (PlannedDocument document : documents) {
            byte[] body = plan.body(document);
            bodies.add(body);
            headers.add(ByteBuffer.wrap(Wire.HEADER.encode(Dispatches.header(document, sha256.digest(body)))));
        }
        String sender = documents.get(0).sender().code();
        List<List<Seal>> seals = seals(sender, documents, headers);
        byte[] key = sender.getBytes(StandardCharsets.UTF_8);
        String outbox = settings.topic(Topic.OUTBOX);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            PlannedDocument document = documents.get(i);
            ByteBuffer body = ByteBuffer.wrap(bodies.get(i));
            Envelope envelope = document.fault() == null
                    ? new Envelope(headers.get(i), seals.get(i), body)
                    : faults.envelope(document, headers.get(i), seals.get(i), body);
            records.add(new ProducerRecord<>(
                    outbox,
                    null,
                    key,
                    Wire.ENVELOPE.encode(envelope),
                    List.of(intendedAt(intendedMicros[i]), traceparent(document.n()))));
        }
        return records;
    }

    /** The seals of each document; those whose keys are at fault are sealed one by one. */
    private List<List<Seal>> seals(String sender, List<PlannedDocument> documents, List<ByteBuffer> headers) {
        Sealer own = sealers.computeIfAbsent(sender, agency -> sealerOf.of(agency, null));
        if (!plansOtherKeys) {
            return own.seal(headers);
        }
        List<ByteBuffer> ofOwnKeys = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            if (otherKeysOf(documents.get(i)) == null) {
                ofOwnKeys.add(headers.get(i));
            }
        }
        Iterator<List<Seal>> together = ofOwnKeys.isEmpty()
                ? Collections.emptyIterator()
                : own.seal(ofOwnKeys).iterator();
        List<List<Seal>> seals = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            Fault fault = otherKeysOf(documents.get(i));
            seals.add(fault == null ? together.next() : sealFaulty(sender, fault, headers.get(i)));
        }
        return seals;
    }

    private List<Seal> sealFaulty(String sender, Fault fault, ByteBuffer header) {
        return faultySealers
                .computeIfAbsent(fault, first -> new HashMap<>())
                .computeIfAbsent(sender, agency -> sealerOf.of(agency, fault))
                .seal(List.of(header))
                .get(0);
    }

    /** The fault for which a document is sealed with other keys, or null. */
    private static @Nullable Fault otherKeysOf(PlannedDocument document) {
        Fault fault = document.fault();
        return fault != null && fault.hasOtherKeys() ? fault : null;
    }

    /** The register entry of a document that goes on paper only. */
    ProducerRecord<byte[], byte[]> registerEntry(PlannedDocument document, long intendedMicros) {
        return new ProducerRecord<>(
                settings.topic(Topic.REGISTER),
                null,
                document.sender().code().getBytes(StandardCharsets.UTF_8),
                Wire.REGISTER_ENTRY.encode(Dispatches.registerEntry(document)),
                List.of(intendedAt(intendedMicros)));
    }

    /** The refusal of a document that is too long for the exchange; its header is kept, its text is not. */
    ProducerRecord<byte[], byte[]> oversize(PlannedDocument document, long intendedMicros) {
        int limit = plan.scenario().limits().bodyBytes();
        byte[] header = Wire.HEADER.encode(Dispatches.header(document, sha256.digest(plan.body(document))));
        DeadLetter letter = DeadLetter.newBuilder()
                .setReason(RefusalReason.OVERSIZE)
                .setDetail("a body of " + document.bodyLength() + " bytes is over the limit of " + limit + " bytes")
                .setRefusedBy(Role.PRODUCER)
                .setScope(RefusalScope.DOCUMENT)
                .setDocumentId(document.id())
                .setSender(document.sender().code())
                .setAddressee(null)
                .setMedium(document.medium())
                .setIssuedAt(document.issuedAtMillis())
                .setTopic("")
                .setPartition(-1)
                .setOffset(-1)
                .setOriginalKey(null)
                .setOriginal(ByteBuffer.wrap(header))
                .build();
        return new ProducerRecord<>(
                settings.topic(Topic.DEAD_LETTER),
                null,
                document.sender().code().getBytes(StandardCharsets.UTF_8),
                Wire.DEAD_LETTER.encode(letter),
                List.of(intendedAt(intendedMicros)));
    }

    private static Header intendedAt(long micros) {
        return new RecordHeader(RecordHeaders.INTENDED_AT, RecordHeaders.ofLong(micros));
    }

    private Header traceparent(long n) {
        return new RecordHeader(RecordHeaders.TRACEPARENT, Traceparent.of(plan.seed(), n));
    }
}
