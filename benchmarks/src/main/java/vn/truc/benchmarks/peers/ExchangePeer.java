package vn.truc.benchmarks.peers;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Rate;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.seal.SealMethod;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.exchange.ExchangeOptions;
import vn.truc.simulator.exchange.ExchangeRun;
import vn.truc.simulator.exchange.RunOutcome;
import vn.truc.simulator.exchange.RunProgress;

/** The exchange itself, whole and audited, offered more than it can carry. */
final class ExchangePeer implements Peer {

    private static final long SEED = 1;

    private final TestCluster cluster;
    private final Scenario scenario;
    private final int parts;

    /**
     * @param scenario what is issued, with all of it on the electronic way
     * @param method how it is sealed
     * @param parts how many times fewer documents than the others it is given
     */
    ExchangePeer(TestCluster cluster, Scenario scenario, SealMethod method, int parts) {
        this.cluster = cluster;
        this.scenario = scenario.withRate(Rate.perSecond(Rate.PER_SECOND_MAX)).withSeal(method);
        this.parts = parts;
    }

    @Override
    public String name() {
        SealMethod method = scenario.seal().method();
        return method.isUnsigned()
                ? "truc, unsigned"
                : "truc, " + method.schemeLabel() + " " + method.batching().label();
    }

    @Override
    public long documents(long ofExchange) {
        return Math.max(1, ofExchange / parts);
    }

    @Override
    public Measurement measure(String topicPrefix, long documents) {
        Plan plan = new Plan(scenario.withDocuments(documents), SEED);
        ExchangeOptions options = ExchangeOptions.forCores(
                cluster.kafka(),
                TopicNames.of(topicPrefix),
                null,
                Runtime.getRuntime().availableProcessors());
        MeterRegistry registry = new SimpleMeterRegistry();
        try {
            Timing timing = new Timing(documents);
            RunOutcome outcome = new ExchangeRun(plan, options, new Meters(registry), timing::hear).run();
            if (!outcome.audited().held()) {
                throw new BrokenGuaranteeException(name(), plan.seed(), outcome.audited());
            }
            return timing.measured();
        } finally {
            registry.close();
        }
    }

    /** From the start of issuing until the last document is counted: neither the start of the roles nor the audit. */
    private static final class Timing {

        private final long documents;
        private @Nullable Stopwatch stopwatch;
        private @Nullable Measurement measured;

        Timing(long documents) {
            this.documents = documents;
        }

        void hear(RunProgress progress) {
            if (stopwatch == null) {
                stopwatch = Stopwatch.start();
            } else if (progress.phase() == RunProgress.Phase.AUDITING) {
                measured = stopwatch.stop(documents);
            }
        }

        Measurement measured() {
            if (measured == null) {
                throw new IllegalStateException("the run told nothing of its audit");
            }
            return measured;
        }
    }
}
