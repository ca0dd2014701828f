package vn.truc.router;

import java.util.Arrays;
import vn.truc.router.routing.Hub;
import vn.truc.router.routing.Route;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.RefusalReason;

/** What the open transaction did so far; counted in the meters only once it is committed. */
final class RouterTally {

    private static final int LEVELS = AdministrativeLevel.values().length;

    private final long[] routed = new long[LEVELS * LEVELS];
    private final long[] refused = new long[RefusalReason.values().length];
    private final long[] hops = new long[Hub.values().length];
    private long genuine;
    private long refusedVerifications;
    private long shortestValidityMillis = Long.MAX_VALUE;
    private long[] intendedMicros = new long[1024];
    private int documents;

    void clear() {
        Arrays.fill(routed, 0);
        Arrays.fill(refused, 0);
        Arrays.fill(hops, 0);
        genuine = 0;
        refusedVerifications = 0;
        shortestValidityMillis = Long.MAX_VALUE;
        documents = 0;
    }

    void copy(AdministrativeLevel senderLevel, Route route) {
        routed[senderLevel.ordinal() * LEVELS + route.addresseeLevel().ordinal()]++;
        for (Hub hub : route.hubs()) {
            hops[hub.ordinal()]++;
        }
    }

    void refusal(RefusalReason reason) {
        refused[reason.ordinal()]++;
    }

    void verification(boolean foundGenuine) {
        if (foundGenuine) {
            genuine++;
        } else {
            refusedVerifications++;
        }
    }

    /** A document was accepted whose certificates are good for so long after its date. */
    void certified(long millis) {
        shortestValidityMillis = Math.min(shortestValidityMillis, millis);
    }

    void document(long intendedAtMicros) {
        if (documents == intendedMicros.length) {
            intendedMicros = Arrays.copyOf(intendedMicros, documents * 2);
        }
        intendedMicros[documents++] = intendedAtMicros;
    }

    long routed(int from, int to) {
        return routed[from * LEVELS + to];
    }

    long refused(int reason) {
        return refused[reason];
    }

    long hops(int hub) {
        return hops[hub];
    }

    long genuine() {
        return genuine;
    }

    long refusedVerifications() {
        return refusedVerifications;
    }

    /** Simulated time; {@link Long#MAX_VALUE} when nothing with a seal was accepted. */
    long shortestValidityMillis() {
        return shortestValidityMillis;
    }

    int documents() {
        return documents;
    }

    long intendedMicros(int document) {
        return intendedMicros[document];
    }
}
