package vn.truc.consumer;

import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RefusalReason;

/** What an addressee found out about a copy in its inbox. */
sealed interface Inspection {

    /**
     * It is genuine and for this addressee.
     *
     * @param level the addressee's level
     */
    record Delivered(DispatchHeader header, String addressee, AdministrativeLevel level) implements Inspection {}

    /**
     * It is not taken.
     *
     * @param header as far as it could be read; not to be trusted
     * @param addressee whom the copy claims to be for
     */
    record Refused(RefusalReason reason, String detail, @Nullable DispatchHeader header, @Nullable String addressee)
            implements Inspection {}
}
