package vn.truc.simulator.audit;

/**
 * Documents with one fault.
 *
 * @param planned how many have it
 * @param found of how many it led to exactly what is planned
 */
public record FaultCount(long planned, long found) {

    FaultCount plus(FaultCount other) {
        return new FaultCount(planned + other.planned, found + other.found);
    }
}
