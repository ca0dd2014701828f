package vn.truc.simulator.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start, or failed while it ran; the message says why and what to do about it. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
