package vn.truc.producer.emission;

/**
 * One setting that cannot be.
 *
 * @param key where it stands, seen from the record that was to be built, as in {@code agencies[3].parent}
 * @param value what was given
 * @param allowed what may be given instead
 */
public record InvalidSetting(String key, String value, String allowed) {

    /** The setting as a line for a person. */
    @Override
    public String toString() {
        return "key '" + key + "': " + value + "; " + allowed;
    }
}
