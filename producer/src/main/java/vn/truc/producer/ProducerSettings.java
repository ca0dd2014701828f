package vn.truc.producer;

import vn.truc.producer.emission.Shard;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/**
 * How a producer works.
 *
 * @param topics what they are called
 * @param shard the part of the plan that it issues
 * @param workers how many threads seal and send, at least 1
 */
public record ProducerSettings(TopicNames topics, Shard shard, int workers) {

    public ProducerSettings {
        if (workers < 1) {
            throw new IllegalArgumentException("a producer needs at least 1 worker, given " + workers);
        }
    }

    String topic(Topic topic) {
        return topics.name(topic);
    }
}
