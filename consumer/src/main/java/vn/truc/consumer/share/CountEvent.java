package vn.truc.consumer.share;

import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;

/** What can happen to a document, or to one copy of it, as far as it matters for the counts of its sender. */
public sealed interface CountEvent {

    /**
     * An addressee verified its copy.
     *
     * @param medium the medium of the document, as its sender signed it
     * @param primary whether this is the copy by which the document is counted
     */
    record Received(Medium medium, boolean primary) implements CountEvent {}

    /**
     * A document went on paper only.
     *
     * @param classified whether it is a state secret, and so outside every share
     */
    record Registered(boolean classified) implements CountEvent {}

    /**
     * A document or a copy was refused.
     *
     * @param reason why
     * @param scope whether the document as a whole or one copy
     * @param primary whether the refused copy is the one by which the document is counted; has no meaning when the
     *     whole document was refused
     */
    record Refused(RefusalReason reason, RefusalScope scope, boolean primary) implements CountEvent {}
}
