package vn.truc.simulator.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import vn.truc.consumer.SimulatedAddressees;
import vn.truc.producer.SimulatedProducer;
import vn.truc.producer.emission.Plan;
import vn.truc.router.SimulatedRouter;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.SimulatedAudit;
import vn.truc.simulator.log.SimulatedLogAudit;
import vn.truc.simulator.simulation.SimulatedProducerClient.CommitTrouble;

/**
 * An exchange in one thread under a seeded scheduler: which role takes its next step, how much a poll returns, when the
 * clock moves, markers are written, commits fail, members are dropped, and in which call to the cluster a role is killed
 * follows from the seed alone.
 */
final class Simulation {

    private static final TopicNames TOPICS = TopicNames.of("truc.");
    /** Marks what the addressees wrote: they have taken it on already. */
    private static final String OF_ADDRESSEES = "of-addressees";

    private static final int OUTBOX_PARTITIONS = 3;
    private static final int INBOX_PARTITIONS = 2;
    private static final int DISTURBED_STEPS = 600;
    private static final int STEPS_MAX = 40_000;
    private static final int OVERTAKING_STEPS = 60;
    private static final long TRANSACTION_TIMEOUT = TimeUnit.SECONDS.toNanos(10);

    private final SplittableRandom random;
    private final SimulatedWorld world;
    private final Plan plan;
    private final SimulatedCluster cluster;
    private final VerifiedTreeHeads heads = new VerifiedTreeHeads(1 << 10);
    private final Map<String, Running> routers = new LinkedHashMap<>();
    private final Consumer<byte[], byte[]> inboxes;
    private SimulatedProducer producer;
    private final Set<String> atWork = new LinkedHashSet<>();
    private boolean disturbed = true;
    private int callsToKill = -1;
    private int named;

    /** A router that runs, and its member of the group. */
    private static final class Running {
        SimulatedRouter router;
        SimulatedConsumer member;
    }

    private Simulation(SimulatedWorld world, long seed, Set<PlantedBug> bugs) {
        this.world = world;
        this.random = new SplittableRandom(seed);
        this.plan = world.plan(seed);
        this.cluster = new SimulatedCluster(topics(), TOPICS.name(Topic.OUTBOX), bugs, random.split());
        world.rows()
                .forEach((code, row) -> cluster.append(
                        new ProducerRecord<>(TOPICS.name(Topic.DIRECTORY), code.getBytes(UTF_8), row), null));
        this.inboxes = reader();
        List<TopicPartition> read = new ArrayList<>();
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            read.addAll(cluster.partitionsOf(TOPICS.inbox(level)));
        }
        for (Topic topic : List.of(Topic.RECEIPT, Topic.REGISTER, Topic.DEAD_LETTER)) {
            read.addAll(cluster.partitionsOf(TOPICS.name(topic)));
        }
        inboxes.assign(read);
    }

    /** Runs a seed; returns what broke, a line each. */
    static List<String> violations(SimulatedWorld world, long seed, PlantedBug... bugs) {
        Set<PlantedBug> planted = EnumSet.noneOf(PlantedBug.class);
        planted.addAll(List.of(bugs));
        return new Simulation(world, seed, planted).run();
    }

    private List<String> run() {
        startProducer();
        startRouter("one");
        startRouter("two");
        try (SimulatedAddressees addressees = new SimulatedAddressees(
                TOPICS,
                world.directory(),
                world.policy(),
                heads,
                List.of(TOPICS.name(Topic.RECEIPT), TOPICS.name(Topic.DEAD_LETTER), TOPICS.name(Topic.SHARE)))) {
            for (int step = 0; step < DISTURBED_STEPS; step++) {
                step(addressees);
            }
            disturbed = false;
            callsToKill = -1;
            for (int step = 0; step < STEPS_MAX; step++) {
                if (step % 50 == 0 && isAtRest()) {
                    return audit();
                }
                step(addressees);
            }
            return List.of("it does not come to rest");
        } catch (RuntimeException | AssertionError e) {
            return List.of("a role failed: " + e);
        }
    }

    private List<String> audit() {
        Function<String, Consumer<byte[], byte[]>> clients =
                topic -> new SimulatedConsumer(cluster, Steps.UNDISTURBED, false, Integer.MAX_VALUE).asConsumer();
        List<String> violations = new ArrayList<>(SimulatedAudit.violations(plan, TOPICS, clients));
        violations.addAll(SimulatedLogAudit.violations(TOPICS, world.anchor(), world.policy(), clients));
        return violations;
    }

    private void step(SimulatedAddressees addressees) {
        cluster.nowNanos += TimeUnit.MICROSECONDS.toNanos(random.nextInt(20_000));
        int choice = random.nextInt(disturbed ? 100 : 92);
        if (choice < 25) {
            stepProducer();
        } else if (choice < 70) {
            stepRouter();
        } else if (choice < 80) {
            boolean unused = cluster.writeSomeMarker();
        } else if (choice < 92) {
            stepAddressees(addressees);
        } else if (choice < 94) {
            callsToKill = 1 + random.nextInt(40);
        } else if (choice < 95) {
            cluster.nowNanos += TRANSACTION_TIMEOUT / 2;
            cluster.expireTransactions(TRANSACTION_TIMEOUT);
        } else if (choice < 97) {
            dropMember();
        } else if (choice < 98 && routers.size() < 4) {
            startRouter("more-" + ++named);
        } else if (choice < 99 && routers.size() > 1) {
            closeRouter(any(routers.keySet()));
        }
        if (!disturbed) {
            cluster.expireTransactions(TRANSACTION_TIMEOUT);
        }
    }

    private void stepProducer() {
        try {
            if (!producer.isDone()) {
                producer.step();
            }
        } catch (Killed here) {
            // started again, it issues everything anew
            startProducer();
        }
    }

    private void stepRouter() {
        List<String> idle = new ArrayList<>(routers.keySet());
        idle.removeAll(atWork);
        if (idle.isEmpty()) {
            return;
        }
        String name = any(idle);
        Running running = routers.get(name);
        atWork.add(name);
        try {
            running.router.step();
        } catch (Killed here) {
            routers.remove(name);
            // some come back under their name at once, the others are missed when their time is over
            if (random.nextBoolean()) {
                cluster.group.leave(running.member);
                startRouter(name);
            } else {
                cluster.group.leave(running.member);
                startRouter("again-" + ++named);
            }
        } finally {
            atWork.remove(name);
        }
    }

    /** In the middle of a router's step the group loses patience with it, and the others go on. */
    private void overtake(String router) {
        Running running = routers.get(router);
        if (running == null || running.member == null) {
            return;
        }
        cluster.group.leave(running.member);
        for (int step = 0; step < OVERTAKING_STEPS; step++) {
            cluster.nowNanos += TimeUnit.MILLISECONDS.toNanos(10);
            if (random.nextInt(4) == 0) {
                boolean unused = cluster.writeSomeMarker();
            } else {
                stepRouter();
            }
        }
    }

    private void closeRouter(String name) {
        Running running = routers.remove(name);
        try {
            running.router.close();
        } catch (Killed here) {
            cluster.group.leave(running.member);
        }
    }

    /** The group hears nothing of a member for too long, though it lives: a zombie from now on. */
    private void dropMember() {
        List<SimulatedConsumer> members = cluster.group.members();
        if (!members.isEmpty()) {
            cluster.group.leave(members.get(random.nextInt(members.size())));
        }
    }

    private void stepAddressees(SimulatedAddressees addressees) {
        ConsumerRecords<byte[], byte[]> records = inboxes.poll(null);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.headers().lastHeader(OF_ADDRESSEES) == null) {
                addressees.take(record, written -> {
                    written.headers().add(OF_ADDRESSEES, new byte[0]);
                    cluster.append(written, null);
                });
            }
        }
    }

    private boolean isAtRest() {
        if (!producer.isDone() || cluster.hasUndecided()) {
            return false;
        }
        for (TopicPartition partition : cluster.partitionsOf(TOPICS.name(Topic.OUTBOX))) {
            var committed = cluster.committed(partition);
            if (cluster.end(partition) != (committed == null ? 0 : committed.offset())
                    && !cluster.has(PlantedBug.OFFSETS_FORGOTTEN)) {
                return false;
            }
        }
        return inboxes.assignment().stream()
                .allMatch(partition -> inboxes.position(partition) == cluster.end(partition));
    }

    private void startProducer() {
        Producer<byte[], byte[]> client =
                new SimulatedProducerClient(cluster, this::mayKill, () -> CommitTrouble.NONE, null).asProducer();
        producer = new SimulatedProducer(plan, TOPICS, world.keys(), client, () -> cluster.nowNanos);
    }

    private void startRouter(String name) {
        Running running = new Running();
        int countdown = callsToKill;
        callsToKill = -1;
        running.router = new SimulatedRouter(
                TOPICS,
                name,
                new SimulatedRouter.Clients() {
                    @Override
                    public Consumer<byte[], byte[]> outbox() {
                        running.member = new SimulatedConsumer(cluster, Simulation.this::mayKill, false);
                        return running.member.asConsumer();
                    }

                    @Override
                    public Producer<byte[], byte[]> producer(String transactionalId) {
                        return new SimulatedProducerClient(
                                        cluster,
                                        Simulation.this::mayKill,
                                        Simulation.this::commitTrouble,
                                        transactionalId)
                                .asProducer();
                    }

                    @Override
                    public Consumer<byte[], byte[]> seen() {
                        boolean aborted = cluster.has(PlantedBug.INDEX_FROM_ABORTED_ROWS);
                        return new SimulatedConsumer(cluster, Simulation.this::mayKill, aborted).asConsumer();
                    }

                    @Override
                    public Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions) {
                        Map<TopicPartition, Long> ends = new HashMap<>();
                        partitions.forEach(partition -> ends.put(partition, endOfIndex(partition)));
                        return ends;
                    }
                },
                world.directory(),
                world.policy(),
                heads,
                () -> cluster.nowNanos);
        callsToKill = countdown;
        routers.put(name, running);
    }

    private long endOfIndex(TopicPartition partition) {
        if (cluster.has(PlantedBug.INDEX_NOT_RESTORED)) {
            return 0;
        }
        return cluster.has(PlantedBug.INDEX_RESTORED_TOO_EARLY) ? cluster.stableEnd(partition) : cluster.end(partition);
    }

    private void mayKill(String call) {
        if (disturbed && call.equals("sendOffsetsToTransaction") && atWork.size() == 1 && random.nextInt(8) == 0) {
            overtake(atWork.iterator().next());
        }
        if (callsToKill > 0 && --callsToKill == 0) {
            callsToKill = -1;
            throw new Killed();
        }
    }

    private CommitTrouble commitTrouble() {
        if (!disturbed || random.nextInt(12) > 0) {
            return CommitTrouble.NONE;
        }
        return random.nextBoolean() ? CommitTrouble.BEFORE : CommitTrouble.AFTER;
    }

    private Consumer<byte[], byte[]> reader() {
        return new SimulatedConsumer(cluster, Steps.UNDISTURBED, cluster.has(PlantedBug.UNCOMMITTED_DELIVERED))
                .asConsumer();
    }

    private <T> T any(Collection<T> of) {
        return List.copyOf(of).get(random.nextInt(of.size()));
    }

    private static Map<String, Integer> topics() {
        Map<String, Integer> topics = new LinkedHashMap<>();
        for (Topic topic : Topic.values()) {
            int partitions = topic == Topic.OUTBOX || topic == Topic.SEEN
                    ? OUTBOX_PARTITIONS
                    : topic.isInbox() ? INBOX_PARTITIONS : 1;
            topics.put(TOPICS.name(topic), partitions);
        }
        return topics;
    }
}
