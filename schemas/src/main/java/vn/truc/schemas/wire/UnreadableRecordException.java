package vn.truc.schemas.wire;

import org.jspecify.annotations.Nullable;

/** Bytes that are not a record of the expected type in any published version. The message says what is wrong. */
public final class UnreadableRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
