package vn.truc.simulator.log;

import java.util.List;
import java.util.Map;

/**
 * What an audit of the log found.
 *
 * @param violations for each guarantee all that broke it, each as one line naming document and place; empty where it held
 * @param records on the outbox
 * @param accepted documents among them
 * @param refused records among them
 * @param copies in the inboxes
 * @param receipts for them
 */
public record LogResult(
        Map<LogGuarantee, List<String>> violations,
        long records,
        long accepted,
        long refused,
        long copies,
        long receipts) {

    /** Whether every guarantee held. */
    public boolean held() {
        return violations.values().stream().allMatch(List::isEmpty);
    }

    /** Every violation as a line, with the guarantee that it breaks. */
    public List<String> violationLines() {
        return violations.entrySet().stream()
                .flatMap(broken ->
                        broken.getValue().stream().map(what -> broken.getKey().label() + "\t" + what))
                .toList();
    }

    /** Whether another one read exactly as much. */
    public boolean isAsFarAs(LogResult other) {
        return records == other.records
                && accepted == other.accepted
                && refused == other.refused
                && copies == other.copies
                && receipts == other.receipts;
    }
}
