package vn.truc.simulator.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.truc.consumer.DeliveryLatencies;
import vn.truc.consumer.ShareBoard;
import vn.truc.consumer.ShareConsumer;
import vn.truc.consumer.ShareOptions;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.simulator.exchange.DirectoryFollower;
import vn.truc.simulator.exchange.RoleStarter;

@Command(
        name = "consume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "The addressees: verify each copy again, confirm it, and count the share.",
        description = {
            "",
            "Start as many as you like; they share the work. Runs until Ctrl-C. SCENARIO, --seal and --topic-prefix are"
                    + " those of the exchange.",
            ""
        })
final class ConsumeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumeCommand.class);

    @Mixin
    private final RoleOptions role = new RoleOptions();

    @Mixin
    private final RoleOptions.Trust trust = new RoleOptions.Trust();

    @Option(names = "--threads", paramLabel = "N", description = "Threads that verify and count (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where Kafka Streams keeps its working files (default: a temporary directory).")
    private @Nullable Path state;

    @Override
    public Integer call() throws InterruptedException {
        role.logging.apply();
        Scenario scenario = role.plan.scenario();
        ShareOptions options = new ShareOptions(
                role.kafka.topics(),
                scenario.window().size(),
                scenario.window().grace(),
                threads,
                ShareOptions.DEFAULT_COMMIT_INTERVAL,
                state);
        KafkaSettings kafka = role.prepare(scenario);
        RoleEnd end = new RoleEnd();
        try (MetricsSession metrics = role.metrics.open();
                DirectoryFollower follower =
                        DirectoryFollower.start(kafka, role.kafka.topicPrefix, trust.anchor(), end::fail);
                ShareBoard board = ShareBoard.open(kafka, role.kafka.topicPrefix, false, end::fail);
                ShareConsumer consumer = RoleStarter.consumer(
                        kafka, options, follower, RoleStarter.policyOf(scenario), metrics.meters(), end::fail)) {
            metrics.target(scenario.target());
            board.bindTo(metrics.meters());
            metrics.health().livesWhile("consumer", consumer::isRunning);
            metrics.health().readyWhile("consumer-serving", consumer::isServing);
            metrics.health().readyWhile("consumer-connected", consumer::isConnected);
            LOG.info("consumer {} on {}", consumer.isRunning() ? "starts" : "waits", kafka.bootstrapServers());
            end.await();
            say(consumer.latencies());
        }
        end.rethrow();
        return ExitCode.HELD.code();
    }

    private static void say(DeliveryLatencies latencies) {
        LatencySummary intended = latencies.summary();
        LatencySummary sent = latencies.snapshot().fromSendTime();
        LOG.info(
                "{} deliveries, ms from the intended time: p50 {}, p99 {}, max {}; from the send time: p50 {}, p99 {}, max {}",
                intended.all(),
                millis(intended.p50()),
                millis(intended.p99()),
                millis(intended.max()),
                millis(sent.p50()),
                millis(sent.p99()),
                millis(sent.max()));
        if (intended.negatives() > 0) {
            LOG.warn(
                    "{} deliveries before the document was to be issued: the clocks of the hosts disagree, and these are in"
                            + " no percentile",
                    intended.negatives());
        }
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%,.1f", micros / 1_000.0);
    }
}
