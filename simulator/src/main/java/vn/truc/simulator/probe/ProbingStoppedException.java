package vn.truc.simulator.probe;

/** Somebody asked for the probing to end. */
public final class ProbingStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProbingStoppedException() {
        super("probing was stopped");
    }
}
