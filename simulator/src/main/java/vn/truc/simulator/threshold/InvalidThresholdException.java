package vn.truc.simulator.threshold;

/** A threshold is not written as thresholds are. The message names it, what is wrong and what is allowed. */
public final class InvalidThresholdException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    InvalidThresholdException(String expression, String reason) {
        super("threshold '" + expression + "': " + reason);
        this.reason = reason;
    }

    /** What is wrong and what is allowed, without the threshold. */
    public String reason() {
        return reason;
    }
}
