package vn.truc.runtime.agent;

/**
 * A role, or a part of one, as a duty cycle: whoever owns the thread calls {@link #onStart}, then {@link #doWork} again
 * and again, then {@link #onClose}. All three run on that one thread, so an agent needs no lock of its own.
 *
 * <p>The shape is that of the agents of Agrona.
 */
public interface Agent {

    /** What the thread is called; also stands in log lines. */
    String name();

    /** Prepares the work; an exception ends the agent before its first step. */
    default void onStart() {}

    /**
     * One step. It may wait for input for a while, but comes back often enough for the runner to see that it should
     * stop, and at once after {@link #wakeUp}.
     *
     * @return how many items were worked on; 0 lets the runner idle
     */
    int doWork();

    /**
     * Lets a waiting {@link #doWork} return soon. Called from another thread.
     */
    default void wakeUp() {}

    /** Finishes and lets go of everything; called once, also after a failed step. */
    default void onClose() {}
}
