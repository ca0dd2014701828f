package vn.truc.consumer;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.directory.Directory;

/**
 * Which agencies exist. When something is missing, the directory is read up to its end, at most once for each batch of
 * records: what a batch refers to was written before the batch was polled, so what is missing after one reading does not
 * exist. A flood of records that name nobody so costs one reading a batch, not one a record.
 *
 * <p>Thread-safe; takes a lock only when something is missing.
 */
final class Agencies {

    private final Directory directory;
    private final Runnable catchUp;
    private final LongSupplier polledBatches;
    private long freshAt = -1;

    /**
     * @param catchUp returns when everything is known that had been written to the directory before the call
     * @param polledBatches how many batches all threads of this instance were given
     */
    Agencies(Directory directory, Runnable catchUp, LongSupplier polledBatches) {
        this.directory = directory;
        this.catchUp = catchUp;
        this.polledBatches = polledBatches;
    }

    /** The level of an agency, or null when the directory does not hold it. */
    @Nullable
    AdministrativeLevel levelOf(String code) {
        AdministrativeLevel level = directory.levelOf(code);
        if (level == null) {
            refresh();
            level = directory.levelOf(code);
        }
        return level;
    }

    /**
     * Makes sure that everything is known to which a polled record can refer. Ask again afterwards, also when the directory
     * was not read: another thread may have read it since the first answer.
     */
    synchronized void refresh() {
        long now = polledBatches.getAsLong();
        if (now != freshAt) {
            catchUp.run();
            freshAt = now;
        }
    }
}
