package vn.truc.simulator.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TopicProvisioner;
import vn.truc.runtime.kafka.TopicSpec;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/** Partitions, replication, retention and cleanup of every topic of the exchange, in one place. */
public final class ExchangeTopics {

    private ExchangeTopics() {}

    /**
     * What the topics must be.
     *
     * @param partitions of each topic but the directory and the audit; one that the user named and that exists may have fewer
     * @param replication how many replicas, or {@link TopicSpec#BROKER_DEFAULT_REPLICATION}
     * @param bodyBytesMax the largest body that the exchange takes
     */
    public static List<TopicSpec> specs(TopicNames topics, int partitions, short replication, int bodyBytesMax) {
        List<TopicSpec> specs = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            // these are small, and whoever reads them reads them whole
            int count = topic == Topic.DIRECTORY || topic == Topic.AUDIT ? 1 : partitions;
            // a topic that the user named may be there already, for a router that is not ours
            int countMin = topics.isNamed(topic) ? 1 : count;
            String name = topics.name(topic);
            if (specs.stream().noneMatch(spec -> spec.name().equals(name))) {
                specs.add(new TopicSpec(name, count, countMin, replication, settings(topic, bodyBytesMax)));
            }
        }
        return specs;
    }

    /** Creates the topics that are missing and checks the others; returns the names of those that were created. */
    public static List<String> ensure(KafkaSettings kafka, List<TopicSpec> specs) {
        try (Admin admin = Admin.create(kafka.admin("truc-topics"))) {
            return TopicProvisioner.ensure(admin, specs);
        }
    }

    private static Map<String, String> settings(Topic topic, int bodyBytesMax) {
        Map<String, String> settings = new HashMap<>();
        if (topic.isCompacted()) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            // the audit reads everything, however old
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        }
        int largest = new SizeLimits(bodyBytesMax).recordBytesMax(topic);
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largest));
        return settings;
    }
}
