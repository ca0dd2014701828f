package vn.truc.simulator.exchange;

/** A part of the exchange could not go on; the cause is what that part said. */
public final class RunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param cause what the part said */
    public RunFailedException(Throwable cause) {
        super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
}
