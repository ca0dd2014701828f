package vn.truc.simulator.simulation;

/** A role ends here, in the middle of what it does, as after {@code kill -9}. An error, so that no role takes it for trouble. */
final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
