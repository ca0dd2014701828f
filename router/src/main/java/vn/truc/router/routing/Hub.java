package vn.truc.router.routing;

import java.util.Locale;
import vn.truc.schemas.avro.AdministrativeLevel;

/** The kinds of hub that a copy passes; the value of the metric label {@code hub}. */
public enum Hub {
    COMMUNE,
    DISTRICT,
    PROVINCIAL,
    CENTRAL,
    /** The national document interconnection axis. */
    AXIS;

    /** The kind of a hub that an agency of {@code level} keeps. */
    static Hub of(AdministrativeLevel level) {
        return switch (level) {
            case COMMUNE -> COMMUNE;
            case DISTRICT -> DISTRICT;
            case PROVINCIAL -> PROVINCIAL;
            case CENTRAL -> CENTRAL;
        };
    }

    /** The label value. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
