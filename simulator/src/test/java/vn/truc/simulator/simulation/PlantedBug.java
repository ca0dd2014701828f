package vn.truc.simulator.simulation;

/** What a client or the cluster of a simulation does wrong on purpose, so that it is seen that it would be found. */
enum PlantedBug {
    /** Aborting does nothing: what was written before stays in the transaction that follows. */
    ABORT_MISSING,
    /** Offsets are committed when they are handed over, whatever becomes of the transaction. */
    OFFSETS_OUTSIDE_TRANSACTION,
    /** Offsets are not committed at all. */
    OFFSETS_FORGOTTEN,
    /** Copies are written outside the transaction. */
    COPIES_OUTSIDE_TRANSACTION,
    /** The duplicate index is restored to the last stable offset only: rows whose markers are late are missed. */
    INDEX_RESTORED_TOO_EARLY,
    /** The duplicate index is not restored at all. */
    INDEX_NOT_RESTORED,
    /** Rows of the duplicate index are not written. */
    INDEX_NOT_WRITTEN,
    /** The duplicate index is restored from aborted rows too. */
    INDEX_FROM_ABORTED_ROWS,
    /** A new producer of the same transactional id does not fence the old one, nor end its transaction. */
    NO_FENCING,
    /** Offsets are taken from members that the group has left behind. */
    OLD_GENERATION_ACCEPTED,
    /** After an abandoned transaction the reader stays where it was. */
    NO_REWIND,
    /** A partition is read while its index is being restored. */
    PAUSE_IGNORED,
    /** One copy in some is lost on the way to the cluster. */
    COPY_LOST,
    /** One copy in some is written twice, as a producer without idempotence does on a retry. */
    COPY_TWICE,
    /** Copies of one transaction arrive in another order. */
    COPIES_REORDERED,
    /** Copies go to any partition. */
    WRONG_PARTITION,
    /** Addressees read copies of transactions that are not decided, or were aborted. */
    UNCOMMITTED_DELIVERED
}
