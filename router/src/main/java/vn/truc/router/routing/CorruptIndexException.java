package vn.truc.router.routing;

import org.jspecify.annotations.Nullable;

/** A row of the duplicate index that no router wrote; without the index exactly-once delivery cannot be kept. */
public final class CorruptIndexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorruptIndexException(String rowKey, @Nullable Throwable cause) {
        super(
                "the duplicate index has a row that cannot be read, key '" + rowKey + "'; something else wrote to the"
                        + " seen topic. Restore that topic from a copy, or start with another --topic-prefix",
                cause);
    }
}
