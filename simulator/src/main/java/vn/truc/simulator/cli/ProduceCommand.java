package vn.truc.simulator.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.truc.producer.DocumentProducer;
import vn.truc.producer.ProducerSettings;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Shard;
import vn.truc.producer.keys.KeyRing;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.simulator.exchange.DirectoryPublisher;
import vn.truc.simulator.exchange.RoleStarter;

@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "The agencies: issue and seal the documents of a scenario.",
        description = {
            "",
            "Ends when everything is issued. Several producers share a plan with --shard and --keys.",
            "Ctrl-C ends early and says how many documents of the plan were issued, from its first; give truc audit that"
                    + " number with --documents, where no faults are planned.",
            ""
        })
final class ProduceCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ProduceCommand.class);
    private static final int LOOK_EVERY_MILLIS = 100;
    private static final int SAY_EVERY = 50;

    @Mixin
    private final RoleOptions role = new RoleOptions();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Issue only this part of the plan, such as 2/4 (default: ${DEFAULT-VALUE}).")
    private String shard = Shard.WHOLE.toString();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "The agencies' keys, as truc keys init made them (default: made in memory).")
    private @Nullable Path keys;

    @Option(names = "--workers", paramLabel = "N", description = "Threads that seal and send (default: one a core).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        role.logging.apply();
        Plan plan = role.plan.plan();
        Shard part = Shard.parse(shard);
        if (part.of() > 1 && keys == null && plan.scenario().seal().scheme() != null) {
            throw new IllegalArgumentException(
                    "--shard " + shard + " needs --keys DIR: producers that share a plan must"
                            + " seal with the same keys (truc keys init makes them)");
        }
        KafkaSettings kafka = role.prepare(plan.scenario());
        KeyRing ring = RoleStarter.keys(plan, keys, new SecureRandom());
        DirectoryPublisher.publish(kafka, role.kafka.topicPrefix, plan, ring);
        RoleEnd end = new RoleEnd();
        ProducerSettings settings = new ProducerSettings(role.kafka.topics(), part, workers);
        try (MetricsSession metrics = role.metrics.open();
                DocumentProducer producer =
                        DocumentProducer.start(plan, settings, ring, kafka, metrics.meters(), end::fail)) {
            metrics.health().livesWhile("producer", producer::isHealthy);
            metrics.health().readyWhile("producer-connected", producer::isConnected);
            awaitDone(producer, end, part.count(plan.documents()));
            end.rethrow();
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "issued %d documents of the first %d of the plan, behind schedule at most %d ms%n",
                            producer.issued(),
                            producer.end(),
                            producer.behindScheduleMaxMillis());
        }
        return ExitCode.HELD.code();
    }

    private static void awaitDone(DocumentProducer producer, RoleEnd end, long planned) throws InterruptedException {
        for (int looked = 0; !producer.isDone() && !end.await(LOOK_EVERY_MILLIS); looked++) {
            if (looked % SAY_EVERY == 0) {
                LOG.info("issued {} of {}, behind schedule {} ms", producer.issued(), planned, lagMillis(producer));
            }
        }
        producer.stop();
        while (!producer.isDone()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    private static long lagMillis(DocumentProducer producer) {
        return producer.lagNanos() / 1_000_000;
    }
}
