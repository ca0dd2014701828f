package vn.truc.simulator.capacity;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a probe is for. */
public enum Purpose {
    /** To bring the system to its working speed; its figures decide nothing. */
    WARM_UP("warm-up"),
    /** A short probe, to find where the limit is. */
    SEARCH("search"),
    /** A longer one, to be sure of it. */
    CONFIRM("confirm");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** As reports have it. */
    @JsonValue
    public String label() {
        return label;
    }
}
