package vn.truc.simulator.simulation;

/** Hears of each call that a role makes to the cluster. */
interface Steps {

    /** Nobody interferes. */
    Steps UNDISTURBED = call -> {};

    /**
     * A call begins.
     *
     * @throws Killed when the role ends here
     */
    void step(String call);
}
