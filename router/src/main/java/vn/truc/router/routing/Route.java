package vn.truc.router.routing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * The way of one copy: from the sender's hubs up to the lowest that both share, and down to the addressee.
 *
 * <p>Holds the bytes that go into the copy's record, made once for all copies that take this way. Immutable; nobody may
 * write to the arrays.
 */
public final class Route {

    private final AdministrativeLevel addresseeLevel;
    private final byte[] addressee;
    private final Way way;

    /** The hubs on the way, which routes to and from other agencies below the same hubs have in common. */
    static final class Way {

        private final byte[] hops;
        private final List<Hub> hubs;

        Way(List<String> hops, List<Hub> hubs) {
            this.hops = String.join(">", hops).getBytes(StandardCharsets.UTF_8);
            this.hubs = List.copyOf(hubs);
        }
    }

    Route(AdministrativeLevel addresseeLevel, String addressee, Way way) {
        this.addresseeLevel = addresseeLevel;
        this.addressee = addressee.getBytes(StandardCharsets.UTF_8);
        this.way = way;
    }

    /** The level whose inbox topic the copy goes to. */
    public AdministrativeLevel addresseeLevel() {
        return addresseeLevel;
    }

    /** The addressee's code: the record's key and a header. */
    public byte[] addressee() {
        return addressee;
    }

    /** The codes of the hubs, joined by {@code >}: a header. */
    public byte[] hops() {
        return way.hops;
    }

    /** The kinds of the hubs, in the same order. */
    public List<Hub> hubs() {
        return way.hubs;
    }
}
