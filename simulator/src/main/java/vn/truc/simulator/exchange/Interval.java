package vn.truc.simulator.exchange;

/**
 * What happened in a stretch of a run.
 *
 * @param endMillis when it ended, from the first intended time
 * @param millis how long it was
 * @param issued documents that the cluster acknowledged in it
 * @param routed documents whose copies were committed in it
 * @param delivered copies that their addressee verified in it
 * @param counted documents that entered the share in it
 * @param backlog documents that were due by its end and not counted by then
 * @param behindMillis the longest that a document issued in it, or waiting at its end, waited for its turn
 * @param latencies from the intended time to the verification, of the copies that were verified in it
 */
public record Interval(
        long endMillis,
        long millis,
        long issued,
        long routed,
        long delivered,
        long counted,
        long backlog,
        long behindMillis,
        PackedLatencies latencies) {

    /** This and the one that follows it as one. */
    Interval plus(Interval next) {
        return new Interval(
                next.endMillis,
                millis + next.millis,
                issued + next.issued,
                routed + next.routed,
                delivered + next.delivered,
                counted + next.counted,
                next.backlog,
                Math.max(behindMillis, next.behindMillis),
                latencies.plus(next.latencies));
    }
}
