package vn.truc.consumer;

import java.util.function.LongSupplier;

/**
 * Reads the directory up to its end when something is missing in it, at most once for each batch of records: what a batch
 * refers to was written before the batch was polled, so after one reading a row that is missing does not exist. A flood of
 * records that name nobody so costs one reading a batch, not one a record.
 *
 * <p>Thread-safe.
 */
final class FreshDirectory {

    private final Runnable catchUp;
    private final LongSupplier polledBatches;
    private long freshAt = -1;

    /**
     * @param catchUp returns when every row is known that was in the directory before the call
     * @param polledBatches how many batches all threads were given
     */
    FreshDirectory(Runnable catchUp, LongSupplier polledBatches) {
        this.catchUp = catchUp;
        this.polledBatches = polledBatches;
    }

    /**
     * Makes sure that everything a polled record can refer to is known.
     *
     * @return false when that was so already, so that asking again is of no use
     */
    synchronized boolean refresh() {
        long now = polledBatches.getAsLong();
        if (now == freshAt) {
            return false;
        }
        catchUp.run();
        freshAt = now;
        return true;
    }
}
