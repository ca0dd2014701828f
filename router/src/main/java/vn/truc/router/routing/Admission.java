package vn.truc.router.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RefusalReason;

/** What the axis decides about one record of the outbox. A refusal is a value, never an exception. */
public sealed interface Admission {

    /**
     * The document is new and genuine, and at least one addressee is known.
     *
     * @param header its signed header
     * @param senderLevel the level of its sender
     * @param routes one for each addressee of the header, in its order; null where the directory does not know it
     */
    record Accepted(DispatchHeader header, AdministrativeLevel senderLevel, List<@Nullable Route> routes)
            implements Admission {

        /** The place of the copy by which the document is counted: the first that has a route. */
        public int primary() {
            int copy = 0;
            while (routes.get(copy) == null) {
                copy++;
            }
            return copy;
        }
    }

    /**
     * Nothing of the document is delivered.
     *
     * @param detail what exactly was wrong, for a person
     * @param header as far as it could be read; not to be trusted
     */
    record Refused(RefusalReason reason, String detail, @Nullable DispatchHeader header) implements Admission {}
}
