package vn.truc.simulator.cli;

/** What the process says to whoever started it. */
public enum ExitCode {
    /** Everything was done, and every guarantee held. */
    HELD(0),
    /** Something could not go on: broker, port, disk. */
    FAILURE(1),
    /** The command line or the scenario is wrong. */
    USAGE(2),
    /** A guarantee broke. */
    BROKEN(3),
    /** A threshold was crossed. */
    THRESHOLD(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }
}
