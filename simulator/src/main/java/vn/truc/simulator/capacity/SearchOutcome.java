package vn.truc.simulator.capacity;

import java.util.List;

/**
 * What a search came to.
 *
 * @param heldPerSecond the highest rate that held in a confirming run; 0 where none did
 * @param failedPerSecond the lowest rate above it that did not; 0 where none did not
 * @param limitedBy what did not hold there
 */
public record SearchOutcome(Verdict verdict, long heldPerSecond, long failedPerSecond, List<String> limitedBy) {

    /** Copies what it is given. */
    public SearchOutcome {
        limitedBy = List.copyOf(limitedBy);
    }

    /** The search was ended before it came to anything. */
    public static SearchOutcome ended(Verdict verdict) {
        return new SearchOutcome(verdict, 0, 0, List.of());
    }
}
