package vn.truc.simulator.exchange;

/** The cluster refused rows of the directory, without which what the agencies seal is refused; the message says what to do. */
public final class DirectoryNotWrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DirectoryNotWrittenException(String topic, Throwable cause) {
        super(
                "the directory topic " + topic + " does not hold all agencies and certificates, and the cluster refused"
                        + " those that are missing: " + cause.getMessage()
                        + ". Run this command once as a user who may write to that topic",
                cause);
    }
}
