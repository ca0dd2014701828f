package vn.truc.runtime.kafka;

import java.util.List;

/** Topics that exist but cannot serve; the message lists each with what it has and what it needs. */
public final class UnfitTopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnfitTopicException(List<String> findings) {
        super(String.join("; ", findings)
                + ". Add partitions with Kafka's own tools while the exchange is stopped, or choose another"
                + " --topic-prefix");
    }
}
