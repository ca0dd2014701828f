package vn.truc.runtime.kafka;

import java.util.Map;

/**
 * What a topic must be.
 *
 * @param name its name on the cluster
 * @param partitions how many partitions it is created with
 * @param partitionsMin how many partitions it needs at least where it exists
 * @param replication how many replicas, or -1 for the broker's default
 * @param settings topic settings, such as {@code cleanup.policy}; applied when the topic is created
 */
public record TopicSpec(
        String name, int partitions, int partitionsMin, short replication, Map<String, String> settings) {

    /** The value of {@link #replication} that leaves the choice to the broker. */
    public static final short BROKER_DEFAULT_REPLICATION = -1;

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " cannot have " + partitions + " partitions");
        }
        settings = Map.copyOf(settings);
    }

    /** A topic that needs the partitions with which it is created. */
    public TopicSpec(String name, int partitions, short replication, Map<String, String> settings) {
        this(name, partitions, partitions, replication, settings);
    }
}
