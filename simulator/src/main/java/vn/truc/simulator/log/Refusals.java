package vn.truc.simulator.log;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** The dead letters of an exchange by what they refuse. */
final class Refusals {

    /** Where a refused record stood. */
    private record Place(String topic, int partition, long offset) {}

    /** One copy of a document. */
    private record Copy(String documentId, String addressee) {}

    /** Why a record was refused, and the bytes that the refusal kept. */
    record Refusal(RefusalReason reason, ByteBuffer original) {}

    private final Map<Place, Refusal> records = new HashMap<>();
    private final Set<Copy> copiesAtRouter = new HashSet<>();
    private final Findings findings;

    Refusals(Findings findings) {
        this.findings = findings;
    }

    /** Takes in a dead letter; thread-safe until the returned note is run. */
    Runnable letter(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter;
        try {
            letter = Wire.DEAD_LETTER.decode(record.value() == null ? new byte[0] : record.value());
        } catch (UnreadableRecordException e) {
            return () -> findings.add(
                    LogGuarantee.REFUSALS_JUSTIFIED, Findings.place(record) + ": no dead letter: " + e.getMessage());
        }
        return () -> note(letter);
    }

    private void note(DeadLetter letter) {
        if (letter.getScope() == RefusalScope.COPY && letter.getRefusedBy() == Role.ROUTER) {
            String id = String.valueOf(letter.getDocumentId());
            String addressee = String.valueOf(letter.getAddressee());
            if (!copiesAtRouter.add(new Copy(id, addressee))) {
                findings.add(LogGuarantee.ONE_FATE_EACH, id + ": its copy for " + addressee + " was refused twice");
            }
        } else if (letter.getRefusedBy() != Role.PRODUCER) {
            Place place = new Place(letter.getTopic(), letter.getPartition(), letter.getOffset());
            Refusal refusal = new Refusal(letter.getReason(), letter.getOriginal());
            if (records.put(place, refusal) != null) {
                findings.add(
                        LogGuarantee.ONE_FATE_EACH,
                        Findings.place(place.topic(), place.partition(), place.offset()) + ": refused twice");
            }
        }
    }

    /** The refusal of the record at a place, or null. */
    @Nullable
    Refusal at(ConsumerRecord<?, ?> record) {
        return records.get(new Place(record.topic(), record.partition(), record.offset()));
    }

    /** Whether the router refused this copy of a document that it accepted. */
    boolean hasCopy(String documentId, String addressee) {
        return copiesAtRouter.contains(new Copy(documentId, addressee));
    }
}
