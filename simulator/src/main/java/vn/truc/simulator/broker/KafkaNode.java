package vn.truc.simulator.broker;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Broker and controller in one, put together as {@link KafkaRaftServer} does, with two differences that its constructor
 * does not offer: a fatal fault is reported with its cause where that class ends the process, and the sockets are given.
 *
 * <p>{@link #startUp} and {@link #shutDown} are called once each, in this order.
 */
final class KafkaNode {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

    private final ControllerServer controller;
    private final BrokerServer broker;

    /**
     * Checks the data directory and starts nothing yet.
     *
     * @param advertisedPort which port clients are told to connect to; 0 for the one that is listened on
     * @param onFault hears what failed and why, on the thread that failed; the cause may be null
     */
    KafkaNode(
            Path dataDirectory,
            ListeningSockets sockets,
            int advertisedPort,
            BiConsumer<String, @Nullable Throwable> onFault) {
        KafkaConfig config = new KafkaConfig(BrokerSettings.of(sockets, dataDirectory, advertisedPort), false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> formatted =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        InetSocketAddress voter = ListeningSockets.address(sockets.controllerPort());
        SharedServer shared = new SharedServer(
                config,
                formatted._1(),
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(Map.of(BrokerSettings.NODE_ID, voter)),
                List.of(),
                faultHandlers(onFault),
                sockets);
        broker = new LeaderAwareBroker(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2());
    }

    /** Returns when clients are served. */
    void startUp() {
        controller.startup();
        broker.startup();
    }

    /** The broker first: it tells the controller that it leaves, and flushes its logs. */
    void shutDown(Duration farewell) {
        try {
            broker.shutdown(farewell);
        } finally {
            controller.shutdown();
        }
    }

    private static FaultHandlerFactory faultHandlers(BiConsumer<String, @Nullable Throwable> onFault) {
        return (name, fatal, action) ->
                fatal ? reporting(name, action, onFault) : new LoggingFaultHandler(name, action);
    }

    private static FaultHandler reporting(
            String name, Runnable action, BiConsumer<String, @Nullable Throwable> onFault) {
        return (message, cause) -> {
            onFault.accept(name + ": " + message, cause);
            action.run();
            return new FaultHandlerException(message, cause);
        };
    }
}
