package vn.truc.simulator.capacity;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a search ended. */
public enum Verdict {
    /** With a rate that holds, and one just above that does not. */
    FOUND("found"),
    /** The highest rate of the range holds. */
    AT_LEAST("atLeast"),
    /** Even the lowest rate of the range does not hold. */
    NONE("none"),
    /** The system was too unsteady: a bounded number of probes led to no rate, or to none with one just above that fails. */
    UNSETTLED("unsettled"),
    /** A guarantee broke, and no figure can be trusted. */
    BROKEN("broken"),
    /** Somebody asked it to end. */
    INTERRUPTED("interrupted");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** As reports have it. */
    @JsonValue
    public String label() {
        return label;
    }
}
