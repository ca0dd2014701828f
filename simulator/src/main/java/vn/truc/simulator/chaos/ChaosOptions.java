package vn.truc.simulator.chaos;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange is disturbed.
 *
 * @param disturbances to choose from
 * @param routers how many there are at first, at least 1
 * @param consumers how many there are at first, at least 1
 * @param disk a directory on a small file system of its own, where the broker keeps its data and which is filled; null
 *     when there is none
 */
public record ChaosOptions(Set<Disturbance> disturbances, int routers, int consumers, @Nullable Path disk) {

    public ChaosOptions {
        disturbances = Set.copyOf(disturbances);
        if (routers < 1 || consumers < 1) {
            throw new IllegalArgumentException("an exchange needs at least one router and one consumer");
        }
        if (disturbances.contains(Disturbance.FULL_DISK) && disk == null) {
            throw new IllegalArgumentException("full-disk needs --disk DIR, on a small file system of its own:"
                    + " it is filled to the last byte");
        }
    }
}
