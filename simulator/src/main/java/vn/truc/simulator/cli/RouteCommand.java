package vn.truc.simulator.cli;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.truc.producer.emission.Scenario;
import vn.truc.router.Router;
import vn.truc.router.RouterSettings;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.simulator.exchange.DirectoryFollower;
import vn.truc.simulator.exchange.RoleStarter;

@Command(
        name = "route",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "The axis: admits documents, routes a copy to each addressee, exactly once.",
        description = {
            "",
            "Start as many as you like; they share the work. Runs until Ctrl-C. SCENARIO, --seal and --topic-prefix are"
                    + " those of the exchange.",
            ""
        })
final class RouteCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RouteCommand.class);

    @Mixin
    private final RoleOptions role = new RoleOptions();

    @Mixin
    private final RoleOptions.Trust trust = new RoleOptions.Trust();

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "A name that stays over restarts, so that a restarted router need not wait for its former"
                    + " transaction to time out (default: a new one each time).")
    private @Nullable String instance;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            description = "How long a transaction stays open (default: ${DEFAULT-VALUE}).")
    private long commitIntervalMillis = RoleStarter.COMMIT_INTERVAL.toMillis();

    @Option(names = "--verifiers", paramLabel = "N", description = "Threads that verify seals (default: one a core).")
    private int verifiers = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws InterruptedException {
        role.logging.apply();
        Scenario scenario = role.plan.scenario();
        RouterSettings settings = new RouterSettings(
                role.kafka.topics(),
                instance == null ? UUID.randomUUID().toString() : instance,
                Duration.ofMillis(commitIntervalMillis),
                verifiers,
                RoleStarter.policyOf(scenario));
        KafkaSettings kafka = role.prepare(scenario);
        RoleEnd end = new RoleEnd();
        try (MetricsSession metrics = role.metrics.open();
                DirectoryFollower follower =
                        DirectoryFollower.start(kafka, role.kafka.topicPrefix, trust.anchor(), end::fail)) {
            Router router = RoleStarter.router(kafka, settings, follower, metrics.meters());
            try (AgentRunner running = AgentRunner.start(router, end::fail)) {
                metrics.health().livesWhile("router", () -> !running.hasEnded());
                metrics.health().readyWhile("router-serving", router::isServing);
                metrics.health().readyWhile("router-connected", router::isConnected);
                LOG.info("{} is running on {}", router.name(), kafka.bootstrapServers());
                end.await();
                running.stop();
            }
        }
        end.rethrow();
        return ExitCode.HELD.code();
    }
}
