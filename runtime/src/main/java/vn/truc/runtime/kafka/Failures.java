package vn.truc.runtime.kafka;

final class Failures {

    private Failures() {}

    /** What is behind a wrapper, or the wrapper itself when it hides nothing. */
    static Throwable causeOf(Throwable wrapper) {
        Throwable cause = wrapper.getCause();
        return cause == null ? wrapper : cause;
    }
}
