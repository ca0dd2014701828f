package vn.truc.producer.emission;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A record of a scenario cannot be built from what was given. Names every setting that is wrong, not only the first. */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<InvalidSetting> settings;

    /** @param settings what is wrong; at least one */
    public InvalidSettingException(List<InvalidSetting> settings) {
        super(settings.stream().map(InvalidSetting::toString).collect(Collectors.joining(System.lineSeparator())));
        this.settings = List.copyOf(settings);
    }

    /** What is wrong, in the order in which it was found. */
    public List<InvalidSetting> settings() {
        return settings;
    }

    /** Collects what is wrong, so that a constructor can name all of it at once. */
    static final class Check {

        private final List<InvalidSetting> found = new ArrayList<>();

        Check that(boolean holds, String key, Object value, String allowed) {
            if (!holds) {
                found.add(new InvalidSetting(key, String.valueOf(value), allowed));
            }
            return this;
        }

        /** Whether everything held so far; later checks may depend on it. */
        boolean holds() {
            return found.isEmpty();
        }

        /** @throws InvalidSettingException when something did not hold */
        void done() {
            if (!found.isEmpty()) {
                throw new InvalidSettingException(found);
            }
        }
    }
}
