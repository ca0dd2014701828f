package vn.truc.runtime.kafka;

/** The cluster cannot be reached or does not let us in; the message names the address and the cause. */
public final class ClusterUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
