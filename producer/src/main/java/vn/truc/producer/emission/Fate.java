package vn.truc.producer.emission;

import vn.truc.schemas.avro.RefusalReason;

/** What the plan says becomes of a document. */
public sealed interface Fate {

    /** Goes electronically, and every addressee gets its copy. */
    record Delivered() implements Fate {}

    /** Goes on paper only: a register entry. */
    record OnPaper() implements Fate {}

    /** A state secret: a register entry, outside every share. */
    record Classified() implements Fate {}

    /**
     * Goes electronically and is refused.
     *
     * @param reason the first that the checks come upon
     */
    record Refused(RefusalReason reason) implements Fate {}

    /** The one {@link Delivered}. */
    Fate DELIVERED = new Delivered();

    /** The one {@link OnPaper}. */
    Fate ON_PAPER = new OnPaper();

    /** The one {@link Classified}. */
    Fate CLASSIFIED = new Classified();

    /** Longer than the exchange takes. */
    Fate OVERSIZE = new Refused(RefusalReason.OVERSIZE);
}
