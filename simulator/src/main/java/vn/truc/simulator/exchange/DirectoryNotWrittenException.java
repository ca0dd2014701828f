package vn.truc.simulator.exchange;

import org.apache.kafka.common.errors.AuthorizationException;

/** The cluster did not take rows of the directory, without which what the agencies seal is refused; the message says why. */
public final class DirectoryNotWrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DirectoryNotWrittenException(String topic, Throwable cause) {
        super(
                "the directory topic " + topic
                        + " does not hold all agencies and certificates, and the cluster did not take"
                        + " those that are missing: " + cause.getMessage()
                        + (cause instanceof AuthorizationException
                                ? " Run this command once as a user who may write to that topic."
                                : ""),
                cause);
    }
}
