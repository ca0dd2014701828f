package vn.truc.producer.emission;

import java.util.Locale;

/** How the constants of an enum are written in scenarios and messages: {@code official-letter}. */
public final class Labels {

    private Labels() {}

    /** The label of {@code constant}: its name in lower case, with hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
