package vn.truc.simulator.scenario;

import org.jspecify.annotations.Nullable;

/**
 * What was read for a key: a value, or nothing, since what stands there cannot be used and was noted as a problem.
 *
 * @param <T> what the key holds
 */
final class Setting<T> {

    /** Thrown by {@link #get} and caught by {@link Section#build}: what needs a broken setting is broken too. */
    static final class BrokenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenException() {
            super("a setting cannot be used", null, false, false);
        }
    }

    private final @Nullable T value;

    private Setting(@Nullable T value) {
        this.value = value;
    }

    static <T> Setting<T> of(T value) {
        return new Setting<>(value);
    }

    static <T> Setting<T> broken() {
        return new Setting<>(null);
    }

    boolean isBroken() {
        return value == null;
    }

    /** The value, inside a {@link Section#build}. */
    T get() {
        if (value == null) {
            throw new BrokenException();
        }
        return value;
    }

    T orElse(T other) {
        return value == null ? other : value;
    }
}
