package vn.truc.consumer;

import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.AdministrativeLevel;

/** Who exists, as far as the counting asks. Thread-safe. */
interface Agencies {

    /** The level of an agency, or null when the directory, read up to its end, does not hold it. */
    @Nullable
    AdministrativeLevel levelOf(String code);
}
