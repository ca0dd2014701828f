package vn.truc.simulator.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;

/** A consumer group that moves partitions cooperatively: a partition is given only when its former owner let go of it. */
final class SimulatedGroup {

    private final List<TopicPartition> partitions;
    private final SplittableRandom random;
    private final Map<SimulatedConsumer, Set<TopicPartition>> targets = new LinkedHashMap<>();
    private final Map<TopicPartition, SimulatedConsumer> owners = new HashMap<>();
    private int generation;

    SimulatedGroup(List<TopicPartition> partitions, SplittableRandom random) {
        this.partitions = partitions;
        this.random = random;
    }

    int generation() {
        return generation;
    }

    boolean isMember(SimulatedConsumer member) {
        return targets.containsKey(member);
    }

    void join(SimulatedConsumer member) {
        targets.put(member, Set.of());
        rebalance();
    }

    /** A member leaves, or is dropped because nothing was heard of it. */
    void leave(SimulatedConsumer member) {
        if (targets.remove(member) != null) {
            owners.values().removeIf(owner -> owner == member);
            rebalance();
        }
    }

    List<SimulatedConsumer> members() {
        return List.copyOf(targets.keySet());
    }

    private void rebalance() {
        generation++;
        List<SimulatedConsumer> members = new ArrayList<>(targets.keySet());
        members.forEach(member -> targets.put(member, new HashSet<>()));
        for (TopicPartition partition : partitions) {
            if (!members.isEmpty()) {
                targets.get(members.get(random.nextInt(members.size()))).add(partition);
            }
        }
    }

    /** What a member has and is to give up. */
    Set<TopicPartition> toRevoke(SimulatedConsumer member) {
        Set<TopicPartition> revoked = new HashSet<>();
        owners.forEach((partition, owner) -> {
            if (owner == member && !targets.get(member).contains(partition)) {
                revoked.add(partition);
            }
        });
        return revoked;
    }

    /** A member lets go of what is its own; others may have some of it, where it was dropped meanwhile. */
    void letGo(SimulatedConsumer member, Set<TopicPartition> revoked) {
        revoked.forEach(partition -> owners.remove(partition, member));
    }

    /** What a member is given now: what it is to have and nobody else has any more. */
    Set<TopicPartition> take(SimulatedConsumer member) {
        Set<TopicPartition> taken = new HashSet<>();
        for (TopicPartition partition : targets.get(member)) {
            if (!owners.containsKey(partition)) {
                owners.put(partition, member);
                taken.add(partition);
            }
        }
        return taken;
    }
}
