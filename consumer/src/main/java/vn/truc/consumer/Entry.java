package vn.truc.consumer;

import org.jspecify.annotations.Nullable;
import vn.truc.consumer.share.CountedIds;
import vn.truc.consumer.share.Counts;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.wire.Topic;

/** What one record of the topics behind the share says: receipt, register or dead letter. */
sealed interface Entry {

    /** Which topic it stood in. */
    Topic topic();

    /**
     * Where it stands in simulated time, for the order in which entries are taken; milliseconds, never negative.
     *
     * @param otherwise the answer of an entry that does not know
     */
    long orderMillis(long otherwise);

    /**
     * It adds something to the counts of its sender.
     *
     * @param atMillis the document's date, simulated time, milliseconds since the epoch; not negative
     * @param vouchedFor whether that date can be believed
     * @param plausible whether it at least agrees with the day in the document's id
     * @param once where the document counts once although its entry can come twice, or null where it cannot
     */
    record Countable(
            Topic topic,
            String sender,
            long atMillis,
            boolean vouchedFor,
            boolean plausible,
            Counts contribution,
            @Nullable Once once)
            implements Entry {

        @Override
        public long orderMillis(long otherwise) {
            return vouchedFor || plausible ? atMillis : otherwise;
        }
    }

    /** An account and the id that counts once in it. */
    record Once(CountedIds.Account account, DocumentId id) {}

    /** It is readable and counts nowhere: a classified document, a duplicate, bytes that were no document. */
    record Uncounted(Topic topic) implements Entry {

        @Override
        public long orderMillis(long otherwise) {
            return otherwise;
        }
    }

    /** It cannot be read. */
    record Unreadable(Topic topic, String detail) implements Entry {

        @Override
        public long orderMillis(long otherwise) {
            return otherwise;
        }
    }
}
