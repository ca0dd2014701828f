package vn.truc.simulator.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
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
    /** How the violation begins that is not found by an audit. */
    static final String ROLE_FAILED = "a role failed: ";

    /** Marks what the addressees wrote: they have taken it on already. */
    private static final String OF_ADDRESSEES = "of-addressees";

    private static final int OUTBOX_PARTITIONS = 3;
    private static final int INBOX_PARTITIONS = 2;
    private static final int DISTURBED_STEPS = 600;
    private static final int STEPS_MAX = 40_000;
    private static final long TRANSACTION_TIMEOUT = TimeUnit.SECONDS.toNanos(10);

    private final SplittableRandom random;
    private final SimulatedWorld world;
    private final Plan plan;
    private final SimulatedCluster cluster;
    private final VerifiedTreeHeads heads = new VerifiedTreeHeads(1 << 10);
    private final Troubles troubles;
    private final SimulatedRouters routers;
    private final Consumer<byte[], byte[]> inboxes;
    private SimulatedProducer producer;

    private Simulation(SimulatedWorld world, long seed, Set<PlantedBug> bugs) {
        this.world = world;
        this.random = new SplittableRandom(seed);
        this.plan = world.plan(seed);
        this.cluster = new SimulatedCluster(topics(), TOPICS.name(Topic.OUTBOX), bugs, random.split());
        world.rows()
                .forEach((code, row) -> cluster.append(
                        new ProducerRecord<>(TOPICS.name(Topic.DIRECTORY), code.getBytes(UTF_8), row), null));
        this.troubles = new Troubles(random);
        this.routers = new SimulatedRouters(TOPICS, cluster, world, heads, random, troubles);
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
        routers.start("one");
        routers.start("two");
        try (SimulatedAddressees addressees = new SimulatedAddressees(
                TOPICS,
                world.directory(),
                world.policy(),
                heads,
                List.of(TOPICS.name(Topic.RECEIPT), TOPICS.name(Topic.DEAD_LETTER), TOPICS.name(Topic.SHARE)))) {
            for (int step = 0; step < DISTURBED_STEPS; step++) {
                step(addressees);
            }
            troubles.end();
            for (int step = 0; step < STEPS_MAX; step++) {
                if (step % 50 == 0 && isAtRest()) {
                    return audit();
                }
                step(addressees);
            }
            return List.of("it does not come to rest");
        } catch (RuntimeException | AssertionError e) {
            return List.of(ROLE_FAILED + e);
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
        int choice = random.nextInt(troubles.areOver() ? 92 : 100);
        if (choice < 25) {
            stepProducer();
        } else if (choice < 70) {
            routers.step();
        } else if (choice < 80) {
            boolean unused = cluster.writeSomeMarker();
        } else if (choice < 92) {
            stepAddressees(addressees);
        } else if (choice < 94) {
            troubles.killSoon();
        } else if (choice < 95) {
            cluster.nowNanos += TRANSACTION_TIMEOUT / 2;
            cluster.expireTransactions(TRANSACTION_TIMEOUT);
        } else if (choice < 97) {
            routers.dropMember();
        } else if (choice < 98) {
            routers.add();
        } else if (choice < 99) {
            routers.closeOne();
        }
        if (troubles.areOver()) {
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
                new SimulatedProducerClient(cluster, troubles, () -> CommitTrouble.NONE, null).asProducer();
        producer = new SimulatedProducer(plan, TOPICS, world.keys(), client, () -> cluster.nowNanos);
    }

    private Consumer<byte[], byte[]> reader() {
        return new SimulatedConsumer(cluster, Steps.UNDISTURBED, cluster.has(PlantedBug.UNCOMMITTED_DELIVERED))
                .asConsumer();
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
