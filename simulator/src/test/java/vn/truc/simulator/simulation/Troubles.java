package vn.truc.simulator.simulation;

import java.util.SplittableRandom;
import vn.truc.simulator.simulation.SimulatedProducerClient.CommitTrouble;

/** What goes wrong in the calls that roles make to the cluster, until it is over. */
final class Troubles implements Steps {

    private static final int CALLS_TO_KILL_MAX = 40;
    private static final int COMMIT_FAILS_ONE_IN = 12;
    private static final int OVERTAKEN_ONE_IN = 8;

    private final SplittableRandom random;
    private Runnable overtaking = () -> {};
    private boolean over;
    private int callsToKill = -1;

    Troubles(SplittableRandom random) {
        this.random = random;
    }

    /** @param others lets the other routers go on in the middle of a commit */
    void overtakeWith(Runnable others) {
        overtaking = others;
    }

    boolean areOver() {
        return over;
    }

    void end() {
        over = true;
        callsToKill = -1;
    }

    /** Kills whoever makes one of the next calls. */
    void killSoon() {
        callsToKill = 1 + random.nextInt(CALLS_TO_KILL_MAX);
    }

    /** Does something during which nobody is killed. */
    void spare(Runnable what) {
        int countdown = callsToKill;
        callsToKill = -1;
        what.run();
        callsToKill = countdown;
    }

    @Override
    public void step(String call) {
        if (!over && call.equals("sendOffsetsToTransaction") && random.nextInt(OVERTAKEN_ONE_IN) == 0) {
            overtaking.run();
        }
        if (callsToKill > 0 && --callsToKill == 0) {
            callsToKill = -1;
            throw new Killed();
        }
    }

    CommitTrouble ofCommit() {
        if (over || random.nextInt(COMMIT_FAILS_ONE_IN) > 0) {
            return CommitTrouble.NONE;
        }
        return random.nextBoolean() ? CommitTrouble.BEFORE : CommitTrouble.AFTER;
    }
}
