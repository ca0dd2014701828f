package vn.truc.simulator.audit;

/** A topic that is to be audited does not exist; the message says what to check. */
public final class MissingTopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingTopicException(String topic) {
        super("topic " + topic
                + " does not exist on this cluster; check --bootstrap-servers, --topic-prefix, --outbox-topic and"
                + " --inbox-topic");
    }
}
