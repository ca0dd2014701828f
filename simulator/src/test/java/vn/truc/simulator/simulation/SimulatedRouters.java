package vn.truc.simulator.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import vn.truc.router.SimulatedRouter;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.TopicNames;

/** The routers of a simulation: started, stepped, killed in a call and started again, dropped by their group, overtaken. */
final class SimulatedRouters {

    private static final int OVERTAKING_STEPS = 60;
    private static final int ROUTERS_MAX = 4;
    /** After this time without a sign of life the group drops a member. */
    private static final long SESSION_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final TopicNames topics;
    private final SimulatedCluster cluster;
    private final SimulatedWorld world;
    private final VerifiedTreeHeads heads;
    private final SplittableRandom random;
    private final Troubles troubles;
    private final Map<String, Running> routers = new LinkedHashMap<>();
    private final Set<String> atWork = new LinkedHashSet<>();
    /** Members of routers that were killed, and when; their group has not noticed yet. */
    private final Map<SimulatedConsumer, Long> dead = new LinkedHashMap<>();

    private int named;

    /** A router that runs, and its member of the group. */
    private static final class Running {
        SimulatedRouter router;
        SimulatedConsumer member;
    }

    SimulatedRouters(
            TopicNames topics,
            SimulatedCluster cluster,
            SimulatedWorld world,
            VerifiedTreeHeads heads,
            SplittableRandom random,
            Troubles troubles) {
        this.topics = topics;
        this.cluster = cluster;
        this.world = world;
        this.heads = heads;
        this.random = random;
        this.troubles = troubles;
        troubles.overtakeWith(this::overtake);
    }

    /** Some router that is not in the middle of a step takes its next one. */
    void step() {
        dropDead();
        List<String> idle = new ArrayList<>(routers.keySet());
        idle.removeAll(atWork);
        if (idle.isEmpty()) {
            return;
        }
        String name = idle.get(random.nextInt(idle.size()));
        Running running = routers.get(name);
        atWork.add(name);
        try {
            running.router.step();
        } catch (Killed here) {
            routers.remove(name);
            dead.put(running.member, cluster.nowNanos);
            // under its name it fences what it left behind; under another that hangs until its time is over
            start(random.nextBoolean() ? name : "again-" + ++named);
        } finally {
            atWork.remove(name);
        }
    }

    private void dropDead() {
        dead.entrySet().removeIf(member -> {
            boolean missed = cluster.nowNanos - member.getValue() > SESSION_NANOS;
            if (missed) {
                cluster.group.leave(member.getKey());
            }
            return missed;
        });
    }

    /** In the middle of a router's step the group loses patience with it, and the others go on. */
    private void overtake() {
        Running running = atWork.size() == 1 ? routers.get(atWork.iterator().next()) : null;
        if (running == null || running.member == null) {
            return;
        }
        cluster.group.leave(running.member);
        for (int step = 0; step < OVERTAKING_STEPS; step++) {
            cluster.nowNanos += TimeUnit.MILLISECONDS.toNanos(10);
            if (random.nextInt(4) == 0) {
                boolean unused = cluster.writeSomeMarker();
            } else {
                step();
            }
        }
    }

    /** The group hears nothing of a member for too long, though it may live: a zombie from now on. */
    void dropMember() {
        List<SimulatedConsumer> members = cluster.group.members();
        if (!members.isEmpty()) {
            cluster.group.leave(members.get(random.nextInt(members.size())));
        }
    }

    /** One more, unless there are many. */
    void add() {
        if (routers.size() < ROUTERS_MAX) {
            start("more-" + ++named);
        }
    }

    /** One ends in order, unless it is the last. */
    void closeOne() {
        if (routers.size() < 2) {
            return;
        }
        List<String> names = List.copyOf(routers.keySet());
        Running running = routers.remove(names.get(random.nextInt(names.size())));
        try {
            running.router.close();
        } catch (Killed here) {
            dead.put(running.member, cluster.nowNanos);
        }
    }

    void start(String name) {
        Running running = new Running();
        troubles.spare(() -> running.router = new SimulatedRouter(
                topics, name, clients(running), world.directory(), world.policy(), heads, () -> cluster.nowNanos));
        routers.put(name, running);
    }

    private SimulatedRouter.Clients clients(Running running) {
        return new SimulatedRouter.Clients() {
            @Override
            public Consumer<byte[], byte[]> outbox() {
                running.member = new SimulatedConsumer(cluster, troubles, false);
                return running.member.asConsumer();
            }

            @Override
            public Producer<byte[], byte[]> producer(String transactionalId) {
                return new SimulatedProducerClient(cluster, troubles, troubles::ofCommit, transactionalId).asProducer();
            }

            @Override
            public Consumer<byte[], byte[]> seen() {
                boolean aborted = cluster.has(PlantedBug.INDEX_FROM_ABORTED_ROWS);
                return new SimulatedConsumer(cluster, troubles, aborted).asConsumer();
            }

            @Override
            public Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions) {
                Map<TopicPartition, Long> ends = new HashMap<>();
                partitions.forEach(partition -> ends.put(partition, endOfIndex(partition)));
                return ends;
            }
        };
    }

    private long endOfIndex(TopicPartition partition) {
        if (cluster.has(PlantedBug.INDEX_NOT_RESTORED)) {
            return 0;
        }
        return cluster.has(PlantedBug.INDEX_RESTORED_TOO_EARLY) ? cluster.stableEnd(partition) : cluster.end(partition);
    }
}
