package vn.truc.simulator.chaos;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.keys.KeyFiles;
import vn.truc.producer.keys.KeyRing;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TopicSpec;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.audit.AuditResult;
import vn.truc.simulator.audit.Guarantee;
import vn.truc.simulator.exchange.ExchangeTopics;
import vn.truc.simulator.exchange.RoleStarter;
import vn.truc.simulator.log.LogAudit;
import vn.truc.simulator.log.LogResult;

/**
 * One exchange of role processes that is disturbed while it works, healed, drained, and audited twice: against the plan, and
 * by its log alone. Confined to one thread.
 */
public final class ChaosRun {

    /** What is missing when nothing has come for so long is lost: longer than any session or transaction lives on. */
    private static final Duration SETTLE = Duration.ofSeconds(40);

    private static final Duration PRODUCER_LOOK = Duration.ofSeconds(1);
    /** Beyond as many as its load has seconds: one that was killed begins anew. */
    private static final int PRODUCER_LOOKS = 300;

    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final Plan plan;
    private final List<String> scenario;
    private final ChaosOptions options;
    private final Consumer<String> onStep;
    private final Map<Disturbance, Integer> done = new EnumMap<>(Disturbance.class);

    /**
     * @param scenario the arguments with which roles are told the scenario of {@code plan}
     * @param onStep hears what happens, a line each
     */
    public ChaosRun(Plan plan, List<String> scenario, ChaosOptions options, Consumer<String> onStep) {
        this.plan = plan;
        this.scenario = List.copyOf(scenario);
        this.options = options;
        this.onStep = onStep;
    }

    /**
     * Runs it.
     *
     * @param directory for keys, logs and, unless a disk is given, the broker's data; stays behind
     * @throws ChaosFailedException when a process ended by itself
     */
    public ChaosResult run(Path directory) {
        KeyRing ring = keys(directory);
        Path disk = options.disk();
        Path data = dataDirectory(disk == null ? directory : disk, plan.seed());
        try (Fleet fleet = new Fleet(directory, data, options, scenario)) {
            ExchangeTopics.ensure(
                    fleet.kafka(),
                    ExchangeTopics.specs(
                            TopicNames.of(Topic.DEFAULT_PREFIX),
                            plan.scenario().partitions(),
                            TopicSpec.BROKER_DEFAULT_REPLICATION,
                            plan.scenario().limits().bodyBytes()));
            fleet.startRoles(scenario);
            try (Readiness readiness = new Readiness(fleet.kafka(), TopicNames.of(Topic.DEFAULT_PREFIX))) {
                // a role that is killed before it has done anything loses nothing
                readiness.awaitMembers(options.routers(), options.consumers());
                fleet.startProducer();
                readiness.awaitFirstCopy();
            }
            disturb(fleet);
            heal(fleet);
            onStep.accept("issuing goes on undisturbed to its end");
            awaitProducer(fleet, plan.scenario().duration().toSeconds() + PRODUCER_LOOKS);
            requireAll(fleet);
            try (Readiness readiness = new Readiness(fleet.kafka(), TopicNames.of(Topic.DEFAULT_PREFIX))) {
                // what was issued again is decided last, and nothing that is counted waits for it
                readiness.awaitRouted();
            } catch (ChaosFailedException e) {
                requireAll(fleet);
                throw e;
            }
            onStep.accept("auditing");
            ChaosResult result = audit(fleet.kafka(), ring.trustAnchor());
            requireAll(fleet);
            return result;
        }
    }

    private static void awaitProducer(Fleet fleet, long looks) {
        for (long looked = 0; looked < looks; looked++) {
            fleet.supervise();
            if (fleet.producer().awaitEnd(PRODUCER_LOOK)) {
                fleet.supervise();
            }
            if (fleet.producer().exitCode() == 0) {
                return;
            }
            requireAll(fleet);
        }
        throw new ChaosFailedException(
                "the producer does not end", fleet.producer().lastWords());
    }

    /** Where the broker of the run with this seed keeps its data; it stays behind. */
    public static Path dataDirectory(Path parent, long seed) {
        return parent.resolve("broker-" + seed);
    }

    private KeyRing keys(Path directory) {
        SealScheme scheme = plan.scenario().seal().scheme();
        if (scheme == null) {
            throw new IllegalArgumentException("chaos needs sealed documents, not --seal none");
        }
        SecureRandom random = new SecureRandom();
        KeyRing ring = KeyRing.forPlan(plan, scheme, random);
        new KeyFiles(directory.resolve("keys")).write(ring, random);
        return ring;
    }

    private void disturb(Fleet fleet) {
        long from = System.nanoTime();
        DisturbancePlan disturbances = DisturbancePlan.of(
                plan.seed(), options.disturbances(), plan.scenario().duration());
        Heals heals = new Heals(from);
        for (DisturbancePlan.Moment moment : disturbances.moments()) {
            heals.runUntil(moment.at());
            fleet.supervise();
            onStep.accept(String.format(
                    Locale.ROOT,
                    "%6d ms  %s, %d ms",
                    moment.at().toMillis(),
                    moment.what().label(),
                    moment.lasts().toMillis()));
            done.merge(moment.what(), 1, Integer::sum);
            Runnable heal = begin(moment, fleet);
            heals.add(moment.at().plus(moment.lasts()), heal);
        }
        heals.runAll();
    }

    /** Does it; returns what ends it. */
    private Runnable begin(DisturbancePlan.Moment moment, Fleet fleet) {
        return switch (moment.what()) {
            case KILL_ROUTER -> kill(one(fleet.routers(), moment));
            case KILL_CONSUMER -> kill(one(fleet.consumers(), moment));
            case KILL_PRODUCER -> kill(fleet.producer());
            case KILL_BROKER -> kill(fleet.broker());
            case PAUSE_ROUTER -> pause(one(fleet.routers(), moment));
            case PAUSE_CONSUMER -> pause(one(fleet.consumers(), moment));
            case PAUSE_BROKER -> pause(fleet.broker());
            case RESTART_ROUTER -> restart(one(fleet.routers(), moment));
            case RESTART_CONSUMER -> restart(one(fleet.consumers(), moment));
            case RESTART_BROKER -> restart(fleet.broker());
            case ADD_ROUTER -> {
                fleet.addRouter(scenario);
                yield () -> {};
            }
            case ADD_CONSUMER -> {
                fleet.addConsumer(scenario);
                yield () -> {};
            }
            case REMOVE_ROUTER -> remove(fleet.routers(), moment);
            case REMOVE_CONSUMER -> remove(fleet.consumers(), moment);
            case SLOW_NETWORK -> {
                fleet.link().slowDown(SLOW_NANOS);
                yield fleet.link()::heal;
            }
            case CUT_NETWORK -> {
                fleet.link().cut();
                yield fleet.link()::heal;
            }
            case FULL_DISK -> {
                fleet.fillDisk();
                yield () -> {
                    // it ends because of the first write that fails; one that comes too late is ended here
                    fleet.broker().kill();
                    fleet.freeDisk();
                    fleet.broker().start();
                };
            }
        };
    }

    private static RoleProcess one(List<RoleProcess> of, DisturbancePlan.Moment moment) {
        return of.get(moment.draw() % of.size());
    }

    private static Runnable kill(RoleProcess process) {
        process.kill();
        return () -> {
            if (!process.isAlive()) {
                process.start();
            }
        };
    }

    private static Runnable pause(RoleProcess process) {
        process.pause();
        return process::resume;
    }

    private static Runnable restart(RoleProcess process) {
        process.end();
        process.start();
        return () -> {};
    }

    private static Runnable remove(List<RoleProcess> of, DisturbancePlan.Moment moment) {
        if (of.size() > 1) {
            of.remove(moment.draw() % of.size()).retire();
        }
        return () -> {};
    }

    /** Everything that was disturbed and never ended is ended here. */
    private static void heal(Fleet fleet) {
        fleet.link().heal();
        fleet.freeDisk();
        if (!fleet.broker().isAlive()) {
            fleet.broker().start();
        }
        fleet.broker().resume();
        fleet.awaitBroker();
        fleet.routers().forEach(RoleProcess::resume);
        fleet.consumers().forEach(RoleProcess::resume);
    }

    private static void requireAll(Fleet fleet) {
        fleet.supervise();
        String ended = fleet.unexpectedEnd();
        if (ended != null) {
            throw new ChaosFailedException("a process ended by itself", ended);
        }
    }

    private ChaosResult audit(KafkaSettings kafka, TrustAnchor anchor) {
        TopicNames topics = TopicNames.of(Topic.DEFAULT_PREFIX);
        AuditResult audited;
        try (Audit audit = new Audit(plan, plan.documents(), kafka, topics, false, System::nanoTime)) {
            audited = audit.run(SETTLE);
        }
        LogResult log;
        try (LogAudit audit = new LogAudit(kafka, topics, anchor, RoleStarter.policyOf(plan.scenario()))) {
            log = audit.run();
        }
        List<String> violations = new ArrayList<>();
        audited.violationLines().forEach(line -> violations.add("seed " + plan.seed() + "\t" + line));
        log.violationLines().forEach(line -> violations.add("seed " + plan.seed() + "\tlog\t" + line));
        Map<String, Long> faults = new TreeMap<>();
        audited.faults().forEach((fault, count) -> faults.put(fault.label(), count.planned()));
        return new ChaosResult(
                1,
                done,
                faults,
                plan.documents(),
                audited.delivered(),
                count(audited, Guarantee.EVERY_DOCUMENT_ACCOUNTED_FOR),
                count(audited, Guarantee.NO_DUPLICATE_DELIVERED),
                count(audited, Guarantee.NO_FORGERY_DELIVERED),
                violations);
    }

    private static long count(AuditResult audited, Guarantee guarantee) {
        @Nullable List<String> of = audited.violations().get(guarantee);
        return of == null ? 0 : of.size();
    }
}
