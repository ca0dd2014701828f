package vn.truc.simulator.capacity;

/** Puts a constant load on a system for a short time. */
@FunctionalInterface
public interface Probe {

    /**
     * Probes one rate. Probes follow each other; none begins before the last has drained.
     *
     * @param ratePerSecond documents a second, at least 1
     */
    ProbeResult at(long ratePerSecond, Purpose purpose);
}
