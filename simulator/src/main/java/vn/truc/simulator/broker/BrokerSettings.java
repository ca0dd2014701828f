package vn.truc.simulator.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import vn.truc.schemas.wire.SizeLimits;

/** The server's settings for a single node that shares two cores with those who use it. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String BROKER_LISTENER = "BROKER";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** The largest batch of records, in bytes; topics say for themselves how much of it they take. */
    private static final int MESSAGE_BYTES_MAX = SizeLimits.widest().deadLetterBytesMax();

    /** A request may hold a batch for each of several partitions. */
    private static final int REQUEST_BYTES_MAX = 2 * MESSAGE_BYTES_MAX;

    private static final Map<String, String> FIXED = fixed();

    private BrokerSettings() {}

    /** @param advertisedPort which port clients are told to connect to; 0 for the one that is listened on */
    static Map<String, String> of(ListeningSockets sockets, Path dataDirectory, int advertisedPort) {
        String broker = ListeningSockets.HOST + ":" + sockets.brokerPort();
        String controller = ListeningSockets.HOST + ":" + sockets.controllerPort();
        Map<String, String> settings = new HashMap<>(FIXED);
        settings.put("listeners", BROKER_LISTENER + "://" + broker + "," + CONTROLLER_LISTENER + "://" + controller);
        if (advertisedPort > 0) {
            settings.put(
                    "advertised.listeners", BROKER_LISTENER + "://" + ListeningSockets.HOST + ":" + advertisedPort);
        }
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("log.dirs", dataDirectory.toString());
        return settings;
    }

    private static Map<String, String> fixed() {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put(
                "listener.security.protocol.map", BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("server.max.startup.time.ms", Long.toString(EmbeddedBroker.START_LIMIT.toMillis()));
        settings.putAll(behaviour());
        return settings;
    }

    /** All that does not depend on where the node is: a broker elsewhere that is given the same serves alike. */
    static Map<String, String> behaviour() {
        Map<String, String> settings = new HashMap<>();
        oneReplica(settings);
        limits(settings);
        smallMachine(settings);
        promptness(settings);
        return settings;
    }

    private static void oneReplica(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void limits(Map<String, String> settings) {
        settings.put("message.max.bytes", Integer.toString(MESSAGE_BYTES_MAX));
        settings.put("replica.fetch.max.bytes", Integer.toString(MESSAGE_BYTES_MAX));
        settings.put("socket.request.max.bytes", Integer.toString(REQUEST_BYTES_MAX));
        settings.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
        settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        // a topic that is missing is an error of whoever forgot to provision it
        settings.put("auto.create.topics.enable", "false");
    }

    private static void smallMachine(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        // they write the logs to the disk at the end, where they wait for it rather than for a core; at a start after a
        // kill they read them
        settings.put("num.recovery.threads.per.data.dir", "8");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        // the default takes 128 MiB of a heap that the whole exchange shares
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        // the operating system's own choice, which adapts; the fixed default of 100 KiB slows a loopback down
        settings.put("socket.send.buffer.bytes", "-1");
        settings.put("socket.receive.buffer.bytes", "-1");
        // nobody asks for the server's figures over JMX, and to register them costs time at the start
        settings.put("metric.reporters", "");
    }

    private static void promptness(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        // an open transaction of a role that was killed hides what follows it from readers until it is aborted
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // a broker that was killed is let in again only when the session of its former life has ended
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        settings.put("metadata.max.idle.interval.ms", "0");
    }
}
