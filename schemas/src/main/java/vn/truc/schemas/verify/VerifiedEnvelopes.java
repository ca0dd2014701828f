package vn.truc.schemas.verify;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.directory.Directory;

/**
 * Envelopes that were found genuine a moment ago, so that the copies of a document cost one verification and a comparison
 * each.
 *
 * <p>A table of fixed size that any thread reads and writes without a lock: an envelope has one place, and the newest takes
 * it. Only what was found genuine gets in, and it is found only by all of its bytes, and only while the directory holds the
 * very entry of the sender by which it was judged: a certificate that is revoked or an agency that is removed makes another
 * entry, and the next copy is judged anew. Nothing else goes into a judgement, so a verdict that is found is the one that
 * would be reached again, as long as those who share a table share the policy. Why the consumer has this: docs/decisions/0016.
 */
public final class VerifiedEnvelopes {

    /** Longer ones are not remembered: full of lists of addressees, the table takes some 60 MiB, otherwise under one. */
    static final int BYTES_MAX = 16 << 10;

    private static final int PLACES = 256;

    /** What holds the document's id, by which different documents differ. */
    private static final int BEGINNING_BYTES = 96;

    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(PLACES);

    /** What was found out about these very bytes, or null when they are not remembered or are to be judged anew. */
    Verification.@Nullable Genuine find(byte[] envelope, Directory directory) {
        Known found = known.getAcquire(place(envelope));
        if (found == null || !Arrays.equals(found.envelope, envelope)) {
            return null;
        }
        Verification.Genuine verdict = found.verdict;
        return directory.find(verdict.header().getSender()) == verdict.sender() ? verdict : null;
    }

    /** @param envelope is not copied, and not to be changed any more */
    void add(byte[] envelope, Verification.Genuine verdict) {
        if (envelope.length <= BYTES_MAX) {
            known.setRelease(place(envelope), new Known(envelope, verdict));
        }
    }

    private static int place(byte[] envelope) {
        int hash = envelope.length;
        for (int i = Math.min(envelope.length, BEGINNING_BYTES) - 1; i >= 0; i--) {
            hash = 31 * hash + envelope[i];
        }
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    /** Never changed after it was made. */
    private static final class Known {
        private final byte[] envelope;
        private final Verification.Genuine verdict;

        Known(byte[] envelope, Verification.Genuine verdict) {
            this.envelope = envelope;
            this.verdict = verdict;
        }
    }
}
