package vn.truc.simulator.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.verify.DeadLetters;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.SizeLimits;

/** What becomes of each record of the outbox: accepted, or refused for a reason that is worked out here again. */
final class OutboxLog {

    private static final byte[] NOTHING = {};

    private final Directory directory;
    private final ThreadLocal<EnvelopeVerifier> verifiers;
    private final SizeLimits sizes;
    private final Digests digests;
    private final Refusals refusals;
    private final Findings findings;
    private final int partitions;
    private final Map<String, Accepted> accepted = new HashMap<>();
    private long records;
    private long refused;

    /**
     * @param sizes that records of the exchange keep to
     * @param partitions of the outbox
     */
    OutboxLog(
            Directory directory,
            ThreadLocal<EnvelopeVerifier> verifiers,
            SizeLimits sizes,
            Digests digests,
            Refusals refusals,
            Findings findings,
            int partitions) {
        this.directory = directory;
        this.verifiers = verifiers;
        this.sizes = sizes;
        this.digests = digests;
        this.refusals = refusals;
        this.findings = findings;
        this.partitions = partitions;
    }

    /** Verifies a record; thread-safe until the returned note is run, in the order of the outbox. */
    Runnable record(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? NOTHING : record.value();
        Verification verification = verifiers.get().verify(value);
        byte[] digest = digests.of(value);
        return () -> note(record, value, verification, digest);
    }

    private void note(ConsumerRecord<byte[], byte[]> record, byte[] value, Verification verification, byte[] digest) {
        records++;
        RefusalReason reason = reasonToRefuse(record, verification);
        Refusals.Refusal refusal = refusals.at(record);
        if (refusal != null) {
            refused++;
            if (refusal.reason() != reason) {
                String due = reason == null ? "was to be accepted" : "was to be refused " + reason;
                findings.add(
                        LogGuarantee.REFUSALS_JUSTIFIED,
                        name(record, verification) + ": refused " + refusal.reason() + ", " + due);
            }
            boolean tooLargeToKeep = !DeadLetters.keeps(sizes, record.key(), value)
                    && !refusal.original().hasRemaining();
            if (!tooLargeToKeep && !refusal.original().equals(ByteBuffer.wrap(value))) {
                findings.add(
                        LogGuarantee.REFUSALS_JUSTIFIED,
                        name(record, verification) + ": its refusal did not keep the original bytes");
            }
        } else if (reason != null) {
            findings.add(
                    LogGuarantee.ONE_FATE_EACH,
                    name(record, verification) + ": was to be refused " + reason + " (" + detail(verification)
                            + "), and was not");
        } else {
            DispatchHeader header = ((Verification.Genuine) verification).header();
            accepted.put(header.getDocumentId(), new Accepted(header, record.partition(), record.offset(), digest));
        }
    }

    private @Nullable RefusalReason reasonToRefuse(ConsumerRecord<byte[], byte[]> record, Verification verification) {
        if (verification instanceof Verification.Refused refusedOnItsOwn) {
            return refusedOnItsOwn.reason();
        }
        DispatchHeader header = ((Verification.Genuine) verification).header();
        if (!standsUnder(header.getSender(), record)) {
            return RefusalReason.UNREADABLE;
        }
        if (accepted.containsKey(header.getDocumentId())) {
            return RefusalReason.DUPLICATE;
        }
        if (new HashSet<>(header.getAddressees()).size()
                < header.getAddressees().size()) {
            return RefusalReason.UNREADABLE;
        }
        return header.getAddressees().stream().allMatch(addressee -> directory.find(addressee) == null)
                ? RefusalReason.UNKNOWN_ADDRESSEE
                : null;
    }

    private boolean standsUnder(String sender, ConsumerRecord<byte[], byte[]> record) {
        byte[] code = sender.getBytes(StandardCharsets.UTF_8);
        return record.key() != null
                && ByteBuffer.wrap(code).equals(ByteBuffer.wrap(record.key()))
                && Utils.toPositive(Utils.murmur2(code)) % partitions == record.partition();
    }

    /** Reports accepted documents of which a copy is missing. */
    void close() {
        for (Accepted document : accepted.values()) {
            for (int i = 0; i < document.addressees.size(); i++) {
                String addressee = document.addressees.get(i);
                if (!document.copies.get(i) && !refusals.hasCopy(document.id, addressee)) {
                    findings.add(
                            LogGuarantee.ONE_FATE_EACH,
                            document.id + ": accepted, with neither a copy nor a refusal for " + addressee);
                }
                if (document.copies.get(i) && !document.receipts.get(i)) {
                    findings.add(LogGuarantee.RECEIPTS_FOLLOW, document.id + ": no receipt of " + addressee);
                }
            }
        }
    }

    @Nullable
    Accepted find(String documentId) {
        return accepted.get(documentId);
    }

    Collection<Accepted> accepted() {
        return accepted.values();
    }

    long records() {
        return records;
    }

    long refused() {
        return refused;
    }

    private static String name(ConsumerRecord<byte[], byte[]> record, Verification verification) {
        DispatchHeader header = verification instanceof Verification.Genuine genuine
                ? genuine.header()
                : ((Verification.Refused) verification).header();
        return (header == null ? "a record" : header.getDocumentId()) + " at " + Findings.place(record);
    }

    private static String detail(Verification verification) {
        return verification instanceof Verification.Refused refused ? refused.detail() : "was accepted before";
    }
}
