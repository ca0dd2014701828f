package vn.truc.simulator.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.directory.DirectoryEntry;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Holds copies against the outbox, and receipts against copies. */
final class DeliveryLog {

    private static final byte[] NOTHING = {};

    /** An inbox partition and the outbox partition from which copies in it come. */
    private record Stream(String inbox, int partition, int outboxPartition) {}

    private final Directory directory;
    private final ThreadLocal<EnvelopeVerifier> verifiers;
    private final Digests digests;
    private final TopicNames topics;
    private final Map<String, Integer> partitions;
    private final OutboxLog outbox;
    private final Refusals refusals;
    private final Findings findings;
    /** The offset on the outbox of the last copy. */
    private final Map<Stream, Long> lastOffsets = new HashMap<>();

    private long copies;
    private long receipts;

    /** @param partitions of each inbox topic */
    DeliveryLog(
            Directory directory,
            ThreadLocal<EnvelopeVerifier> verifiers,
            Digests digests,
            TopicNames topics,
            Map<String, Integer> partitions,
            OutboxLog outbox,
            Refusals refusals,
            Findings findings) {
        this.directory = directory;
        this.verifiers = verifiers;
        this.digests = digests;
        this.topics = topics;
        this.partitions = partitions;
        this.outbox = outbox;
        this.refusals = refusals;
        this.findings = findings;
    }

    /** Judges a copy; thread-safe until the returned note is run, in the order of the inbox. */
    Runnable copy(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? NOTHING : record.value();
        byte[] digest = digests.of(value);
        String id = idOf(value);
        return () -> note(record, value, digest, id);
    }

    private void note(ConsumerRecord<byte[], byte[]> record, byte[] value, byte[] digest, @Nullable String id) {
        copies++;
        Accepted document = id == null ? null : outbox.find(id);
        if (document == null || !Arrays.equals(document.digest, digest)) {
            findings.add(LogGuarantee.DELIVERIES_GENUINE, name(id, record) + ": " + forgery(value, document));
            return;
        }
        String addressee = record.key() == null ? "nobody" : new String(record.key(), StandardCharsets.UTF_8);
        int place = document.addressees.indexOf(addressee);
        DirectoryEntry entry = directory.find(addressee);
        if (place < 0
                || entry == null
                || !topics.inbox(entry.agency().level()).equals(record.topic())
                || Utils.toPositive(Utils.murmur2(record.key())) % partitions.getOrDefault(record.topic(), 1)
                        != record.partition()) {
            findings.add(LogGuarantee.NONE_MISROUTED, name(id, record) + ": is no inbox of " + addressee);
            return;
        }
        if (document.copies.get(place)) {
            findings.add(LogGuarantee.NO_DUPLICATE_DELIVERED, name(id, record) + ": " + addressee + " has it already");
        }
        document.copies.set(place);
        if (refusals.at(record) != null) {
            findings.add(LogGuarantee.REFUSALS_JUSTIFIED, name(id, record) + ": genuine, and refused by " + addressee);
        }
        Long last =
                lastOffsets.put(new Stream(record.topic(), record.partition(), document.partition), document.offset);
        if (last != null && last > document.offset) {
            findings.add(
                    LogGuarantee.ORDER_KEPT,
                    name(id, record) + ": stands behind the document at offset " + last + " of the outbox, itself at "
                            + document.offset);
        }
    }

    private String forgery(byte[] value, @Nullable Accepted document) {
        Verification verification = verifiers.get().verify(value);
        if (verification instanceof Verification.Refused refused) {
            return refused.reason() + ", " + refused.detail();
        }
        return document == null
                ? "genuine, and not accepted from the outbox"
                : "not the bytes that stand on the outbox";
    }

    /** Judges a receipt; thread-safe until the returned note is run. */
    Runnable receipt(ConsumerRecord<byte[], byte[]> record) {
        try {
            Receipt receipt = Wire.RECEIPT.decode(record.value() == null ? NOTHING : record.value());
            return () -> note(record, receipt);
        } catch (UnreadableRecordException e) {
            return () -> findings.add(
                    LogGuarantee.RECEIPTS_FOLLOW, Findings.place(record) + ": no receipt: " + e.getMessage());
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Receipt receipt) {
        receipts++;
        Accepted document = outbox.find(receipt.getDocumentId());
        int place = document == null ? -1 : document.addressees.indexOf(receipt.getAddressee());
        if (document == null || place < 0 || !document.copies.get(place)) {
            findings.add(
                    LogGuarantee.RECEIPTS_FOLLOW,
                    name(receipt.getDocumentId(), record) + ": a receipt of " + receipt.getAddressee()
                            + ", who has no copy");
            return;
        }
        if (document.receipts.get(place)) {
            findings.add(
                    LogGuarantee.RECEIPTS_FOLLOW,
                    name(document.id, record) + ": a second receipt of " + receipt.getAddressee());
        }
        document.receipts.set(place);
        boolean says = receipt.getSender().equals(document.sender)
                && receipt.getMedium() == document.medium
                && receipt.getPriority() == document.priority
                && receipt.getIssuedAt() == document.issuedAt
                && receipt.getPrimary() == (place == primaryOf(document));
        if (!says) {
            findings.add(
                    LogGuarantee.RECEIPTS_FOLLOW,
                    name(document.id, record) + ": the receipt of " + receipt.getAddressee()
                            + " says something else than the document");
        }
    }

    /** The first addressee that exists: by the copy for it the document counts. */
    private int primaryOf(Accepted document) {
        int place = 0;
        while (place < document.addressees.size() && directory.find(document.addressees.get(place)) == null) {
            place++;
        }
        return place;
    }

    long copies() {
        return copies;
    }

    long receipts() {
        return receipts;
    }

    private static @Nullable String idOf(byte[] value) {
        try {
            return Wire.HEADER.decode(Wire.ENVELOPE.decode(value).getHeader()).getDocumentId();
        } catch (UnreadableRecordException e) {
            return null;
        }
    }

    private static String name(@Nullable String id, ConsumerRecord<byte[], byte[]> record) {
        return (id == null ? "a record" : id) + " at " + Findings.place(record);
    }
}
