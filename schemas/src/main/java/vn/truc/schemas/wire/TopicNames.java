package vn.truc.schemas.wire;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * What the topics of one exchange are called: the prefix and what a topic is for, unless it was given a name of its own.
 * Outbox and inboxes can be, so that a router that is not ours can stand between them; inboxes may share one topic.
 * Beside the topics, the consumer groups of the roles. Immutable.
 */
public final class TopicNames {

    private static final String ROUTER_GROUP = "router";
    private static final String CONSUMER_GROUP = "consumer";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final String prefix;
    private final Map<Topic, String> own;

    private TopicNames(String prefix, Map<Topic, String> own) {
        this.prefix = prefix;
        this.own = own;
    }

    /** The usual names behind {@code prefix}. */
    public static TopicNames of(String prefix) {
        return new TopicNames(prefix, Map.of());
    }

    /** These, with another outbox. */
    public TopicNames withOutbox(String name) {
        return with(Topic.OUTBOX, name);
    }

    /** These, with another inbox for the agencies of {@code level}. */
    public TopicNames withInbox(AdministrativeLevel level, String name) {
        return with(Topic.inbox(level), name);
    }

    private TopicNames with(Topic topic, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot be the name of a topic: 1 to 249 of letters, digits, '.', '_' and '-'");
        }
        Map<Topic, String> named = new EnumMap<>(Topic.class);
        named.putAll(own);
        named.put(topic, name);
        TopicNames names = new TopicNames(prefix, named);
        for (Topic other : Topic.values()) {
            if (other != topic
                    && !(other.isInbox() && topic.isInbox())
                    && names.name(other).equals(name)) {
                throw new IllegalArgumentException("topic " + name + " cannot be both " + topic + " and " + other
                        + "; only inboxes may share a topic");
            }
        }
        return names;
    }

    /** What stands before every name that was not given, and marks what the roles keep on the cluster besides. */
    public String prefix() {
        return prefix;
    }

    /** The name of {@code topic} on the cluster. */
    public String name(Topic topic) {
        return own.getOrDefault(topic, topic.name(prefix));
    }

    /** The name of the inbox topic of the agencies of {@code level}. */
    public String inbox(AdministrativeLevel level) {
        return name(Topic.inbox(level));
    }

    /** The names of the inbox topics, each once. */
    public Set<String> inboxes() {
        Set<String> names = new LinkedHashSet<>();
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            names.add(inbox(level));
        }
        return names;
    }

    /** The consumer group of the routers. */
    public String routerGroup() {
        return prefix + ROUTER_GROUP;
    }

    /**
     * The consumer group of the addressees' side, also the name under which Kafka Streams keeps its internal topics and
     * its transactions: {@code truc-consumer} for the prefix {@code truc.}.
     */
    public String consumerGroup() {
        int end = prefix.length();
        while (end > 0 && !Character.isLetterOrDigit(prefix.charAt(end - 1))) {
            end--;
        }
        return end == 0 ? CONSUMER_GROUP : prefix.substring(0, end) + '-' + CONSUMER_GROUP;
    }

    /** Whether {@code topic} was given a name of its own, so that it may be somebody else's. */
    public boolean isNamed(Topic topic) {
        return own.containsKey(topic);
    }
}
