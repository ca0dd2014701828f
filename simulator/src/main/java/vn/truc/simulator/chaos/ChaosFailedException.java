package vn.truc.simulator.chaos;

/** A process of a disturbed exchange ended though nobody ended it; the message has its last words. */
public final class ChaosFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChaosFailedException(String what, String lastWords) {
        super(what + ": " + lastWords);
    }
}
