package vn.truc.simulator.chaos;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vn.truc.producer.emission.Labels;

/** What is done to the processes of an exchange. */
public enum Disturbance {
    /** {@code kill -9} of a router, which is started again. */
    KILL_ROUTER(Group.KILL),
    /** {@code kill -9} of a consumer, which is started again. */
    KILL_CONSUMER(Group.KILL),
    /** {@code kill -9} of the producer, which is started again and issues everything anew. */
    KILL_PRODUCER(Group.KILL),
    /** {@code SIGSTOP} of a router, and later {@code SIGCONT}. */
    PAUSE_ROUTER(Group.PAUSE),
    /** {@code SIGSTOP} of a consumer, and later {@code SIGCONT}. */
    PAUSE_CONSUMER(Group.PAUSE),
    /** A router ends in order and is started again. */
    RESTART_ROUTER(Group.RESTART),
    /** A consumer ends in order and is started again. */
    RESTART_CONSUMER(Group.RESTART),
    /** One more router, so that partitions move to it. */
    ADD_ROUTER(Group.REBALANCE),
    /** One router fewer, as long as another is left. */
    REMOVE_ROUTER(Group.REBALANCE),
    /** One more consumer, so that partitions move to it. */
    ADD_CONSUMER(Group.REBALANCE),
    /** One consumer fewer, as long as another is left. */
    REMOVE_CONSUMER(Group.REBALANCE),
    /** {@code kill -9} of the broker, which is started again on its data. */
    KILL_BROKER(Group.BROKER),
    /** {@code SIGSTOP} of the broker, and later {@code SIGCONT}. */
    PAUSE_BROKER(Group.BROKER),
    /** The broker ends in order and is started again on its data. */
    RESTART_BROKER(Group.BROKER),
    /** Everything between roles and broker takes longer, and less of it goes through. */
    SLOW_NETWORK(Group.NETWORK),
    /** All connections between roles and broker break, and none can be made for a while. */
    CUT_NETWORK(Group.NETWORK),
    /** The disk of the broker is full, until it has ended, has room again and is started again. */
    FULL_DISK(Group.DISK);

    /** What users name several together by. */
    private enum Group {
        KILL,
        PAUSE,
        RESTART,
        REBALANCE,
        BROKER,
        NETWORK,
        DISK
    }

    private final Group group;

    Disturbance(Group group) {
        this.group = group;
    }

    /** How commands and reports write it, as in {@code kill-router}. */
    public String label() {
        return Labels.of(this);
    }

    /** Those that a name stands for, a label or that of a group; none when it stands for nothing. */
    public static Set<Disturbance> named(String name) {
        Set<Disturbance> named = EnumSet.noneOf(Disturbance.class);
        for (Disturbance disturbance : values()) {
            if (disturbance.label().equals(name) || Labels.of(disturbance.group).equals(name)) {
                named.add(disturbance);
            }
        }
        return named;
    }

    /** All names that stand for something, groups first. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Group group : Group.values()) {
            names.add(Labels.of(group));
        }
        for (Disturbance disturbance : values()) {
            names.add(disturbance.label());
        }
        return names;
    }
}
