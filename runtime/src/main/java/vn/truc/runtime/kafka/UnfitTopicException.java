package vn.truc.runtime.kafka;

import java.util.List;

/** Topics that exist but cannot serve; the message lists each with what it has and what it needs. */
public final class UnfitTopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnfitTopicException(List<String> findings) {
        super(String.join("; ", findings)
                + ". truc topics makes topics that are missing. For the others, let the scenario's topics.partitions be"
                + " what is there, or choose another --topic-prefix; partitions that are added to a topic in use move"
                + " senders from one to another, and documents are lost or delivered twice");
    }
}
