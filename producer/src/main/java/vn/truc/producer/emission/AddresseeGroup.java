package vn.truc.producer.emission;

/**
 * Whom a document may be for, seen from its sender. A sender's <i>territory</i> is its province; that of a central
 * agency is the whole country.
 */
public enum AddresseeGroup {
    /** The unit directly above. */
    PARENT,
    /** The units directly below. */
    SUBORDINATES,
    /** The units of the same level under the same parent. */
    PEERS,
    /** All communes of the territory. */
    COMMUNES,
    /** All districts of the territory. */
    DISTRICTS,
    /** The province of the territory; for a central agency, the provinces. */
    PROVINCE,
    /** The agencies of provincial level below a province of the territory. */
    DEPARTMENTS,
    /** The agencies of central level. */
    MINISTRIES
}
