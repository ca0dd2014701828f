package vn.truc.runtime.metrics;

/** A port on which we were to listen is in use; the message names it and the option by which to choose another. */
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PortTakenException(int port, String option, Throwable cause) {
        super("port " + port + " is in use; choose another with " + option + " (0 takes a free one)", cause);
    }
}
