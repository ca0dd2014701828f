package vn.truc.producer;

/**
 * How far the issuing of a plan is. Shared by the workers of a producer; asked once for a batch, not for a document.
 *
 * <p>Thread-safe. Once stopped, every worker still issues its documents up to one common end, so that what was issued is
 * a prefix of the plan and can be audited.
 */
final class Progress {

    private final long documents;
    private long begun;
    private boolean stopped;

    Progress(long documents) {
        this.documents = documents;
    }

    /**
     * A worker wants to issue what it has of the plan below {@code end}.
     *
     * @return the end up to which it may; less than {@code end} when issuing was stopped before
     */
    synchronized long claim(long end) {
        long allowed = Math.min(end, stopped ? begun : documents);
        begun = Math.max(begun, allowed);
        return allowed;
    }

    /** Ends the plan at the furthest document that any worker began. */
    synchronized void stop() {
        stopped = true;
    }

    /** The end of what is issued; final once stopped. */
    synchronized long end() {
        return stopped ? begun : documents;
    }
}
