package vn.truc.router;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import vn.truc.router.routing.Admission;
import vn.truc.router.routing.Admitter;
import vn.truc.router.routing.DuplicateIndex;
import vn.truc.router.routing.Route;
import vn.truc.router.routing.RouteTable;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.verify.Verification;
import vn.truc.schemas.wire.RecordHeaders;

/** Verifies, decides and writes for one batch of the outbox, in its order. */
final class BatchRouter {

    private static final byte[] NOTHING = new byte[0];

    private final DirectoryView directory;
    private final VerifierPool verifiers;
    private final Admitter admitter;
    private final CopyWriter writer;
    private final RoutingTransaction transaction;
    private final RouterTally tally;
    private final int outboxPartitions;
    private final Runnable commit;
    private final List<byte[]> envelopes = new ArrayList<>();
    /** The version of the directory from which it was last read to its end. */
    private long caughtUpVersion = -1;

    /** @param commit makes visible what the transaction holds, before it grows beyond measure */
    BatchRouter(
            DirectoryView directory,
            VerifierPool verifiers,
            CopyWriter writer,
            RoutingTransaction transaction,
            RouterTally tally,
            int outboxPartitions,
            Runnable commit) {
        this.directory = directory;
        this.verifiers = verifiers;
        this.admitter = new Admitter(new RouteTable(directory.directory()));
        this.writer = writer;
        this.transaction = transaction;
        this.tally = tally;
        this.outboxPartitions = outboxPartitions;
        this.commit = commit;
    }

    /** Begins to verify a batch, on other threads, for {@link #route} to go on with. */
    VerifierPool.Batch verify(ConsumerRecords<byte[], byte[]> records) {
        envelopes.clear();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            envelopes.add(record.value() == null ? NOTHING : record.value());
        }
        return verifiers.begin(envelopes);
    }

    /**
     * Routes records of partitions whose indexes are whole.
     *
     * @param verifications of these records
     */
    void route(ConsumerRecords<byte[], byte[]> records, Verification[] verifications, OutboxAssignment assignment) {
        makeSureOfStrangers(verifications);
        int i = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            route(record, verifications[i++], assignment.index(record.partition()));
            if (transaction.isFull()) {
                commit.run();
            }
        }
    }

    /**
     * A document may have outrun the directory row of its sender or of an addressee. Whoever is unknown after the
     * directory was read to its present end was not there when the batch was fetched.
     *
     * <p>So may whoever stands below an agency have come late, and makes it a hub: a directory that has changed is read to its
     * end before anything is routed by it.
     */
    private void makeSureOfStrangers(Verification[] verifications) {
        boolean caughtUp = directory.directory().version() != caughtUpVersion;
        if (caughtUp) {
            catchUp();
        }
        for (int i = 0; i < verifications.length; i++) {
            if (!namesStranger(verifications[i])) {
                continue;
            }
            if (!caughtUp) {
                catchUp();
                caughtUp = true;
            }
            verifications[i] = verifiers.verifyAgain(envelopes.get(i));
        }
    }

    private void catchUp() {
        long version = directory.directory().version();
        directory.catchUp();
        caughtUpVersion = version;
    }

    private boolean namesStranger(Verification verification) {
        if (verification instanceof Verification.Refused refused) {
            return refused.mayBeStaleDirectory();
        }
        Directory known = directory.directory();
        for (String addressee : ((Verification.Genuine) verification).header().getAddressees()) {
            if (known.find(addressee) == null) {
                return true;
            }
        }
        return false;
    }

    private void route(ConsumerRecord<byte[], byte[]> record, Verification verification, DuplicateIndex index) {
        transaction.beginIfClosed();
        tally.verification(verification instanceof Verification.Genuine);
        Admission admission = admitter.admit(verification, filedUnder(record), index);
        if (admission instanceof Admission.Accepted accepted) {
            deliver(record, accepted);
            certified(((Verification.Genuine) verification).certifiedUntil(), accepted.header());
        } else {
            Admission.Refused refused = (Admission.Refused) admission;
            transaction.send(writer.refusal(record, refused));
            tally.refusal(refused.reason());
        }
        transaction.consumed(record);
    }

    private void certified(long until, DispatchHeader header) {
        // unsigned documents have no certificate
        if (until != Long.MAX_VALUE) {
            tally.certified(until - header.getIssuedAt());
        }
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record, Admission.Accepted accepted) {
        DispatchHeader header = accepted.header();
        int primary = accepted.primary();
        for (int copy = 0; copy < accepted.routes().size(); copy++) {
            Route route = accepted.routes().get(copy);
            if (route == null) {
                transaction.send(writer.refusedCopy(
                        record, header, header.getAddressees().get(copy)));
                tally.refusal(RefusalReason.UNKNOWN_ADDRESSEE);
            } else {
                transaction.send(writer.copy(record, route, copy, copy == primary));
                tally.copy(accepted.senderLevel(), route);
            }
        }
        Header intendedAt = record.headers().lastHeader(RecordHeaders.INTENDED_AT);
        long intendedMicros = intendedAt == null ? -1 : RecordHeaders.toLong(intendedAt.value(), -1);
        if (intendedMicros >= 0) {
            tally.document(intendedMicros);
        }
    }

    /** The sender in whose place the record stands, or null when its partition is not the one of its key. */
    private @Nullable String filedUnder(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key == null || Utils.toPositive(Utils.murmur2(key)) % outboxPartitions != record.partition()) {
            return null;
        }
        return new String(key, StandardCharsets.UTF_8);
    }
}
