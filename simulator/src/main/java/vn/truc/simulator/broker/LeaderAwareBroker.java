package vn.truc.simulator.broker;

import java.util.Optional;
import java.util.function.Supplier;
import kafka.server.BrokerServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;

/**
 * Kafka's broker, which tells a partition without a leader from one that does not exist, as Kafka did up to 4.2. Kafka 4.3
 * does not (KAFKA-20734): its transaction coordinator then takes a transaction for completed whose markers were never
 * written, as docs/decisions/0011-markers-without-a-leader.md tells.
 */
final class LeaderAwareBroker extends BrokerServer {

    LeaderAwareBroker(SharedServer shared) {
        super(shared);
    }

    /** Called while the broker starts, before anything asks the cache. */
    @Override
    public void metadataCache_$eq(KRaftMetadataCache cache) {
        super.metadataCache_$eq(new LeaderAwareCache(
                config().nodeId(), () -> sharedServer().raftManager().client().kraftVersion()));
    }

    private static final class LeaderAwareCache extends KRaftMetadataCache {

        LeaderAwareCache(int node, Supplier<KRaftVersion> version) {
            super(node, version);
        }

        @Override
        public Optional<Node> getPartitionLeaderEndpoint(String topic, int partition, ListenerName listener) {
            Optional<Node> leader = super.getPartitionLeaderEndpoint(topic, partition, listener);
            return leader.isEmpty() && contains(new TopicPartition(topic, partition))
                    ? Optional.of(Node.noNode())
                    : leader;
        }
    }
}
