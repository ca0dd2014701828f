package vn.truc.router.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.verify.Verification;

/** Decides what becomes of a verified record. Not thread-safe: one outbox partition is decided about in its order. */
public final class Admitter {

    private final RouteTable routes;

    public Admitter(RouteTable routes) {
        this.routes = routes;
    }

    /**
     * Admits or refuses, and remembers in {@code index} what it admits; a refused document leaves no trace there, or a
     * forger could keep the genuine one out.
     *
     * @param verification what the verifier found
     * @param filedUnder the sender under whose key, in whose partition the record stood; null where that is no sender's
     *     place
     */
    public Admission admit(Verification verification, @Nullable String filedUnder, DuplicateIndex index) {
        if (verification instanceof Verification.Genuine genuine) {
            return admitGenuine(genuine, filedUnder, index);
        }
        Verification.Refused refused = (Verification.Refused) verification;
        return new Admission.Refused(refused.reason(), refused.detail(), refused.header());
    }

    private Admission admitGenuine(Verification.Genuine genuine, @Nullable String filedUnder, DuplicateIndex index) {
        var header = genuine.header();
        if (!header.getSender().equals(filedUnder)) {
            return new Admission.Refused(
                    RefusalReason.UNREADABLE, "stands under another key or partition than its sender's", header);
        }
        if (index.contains(genuine.documentId())) {
            return new Admission.Refused(RefusalReason.DUPLICATE, "this document was accepted before", header);
        }
        List<String> addressees = header.getAddressees();
        if (addressees.size() > 1 && new HashSet<>(addressees).size() < addressees.size()) {
            return new Admission.Refused(RefusalReason.UNREADABLE, "names an addressee twice", header);
        }
        List<@Nullable Route> found = new ArrayList<>(addressees.size());
        int known = 0;
        for (String addressee : addressees) {
            Route route = routes.find(genuine.sender(), addressee);
            found.add(route);
            known += route == null ? 0 : 1;
        }
        if (known == 0) {
            return new Admission.Refused(
                    RefusalReason.UNKNOWN_ADDRESSEE, "the directory knows none of " + addressees, header);
        }
        index.add(genuine.documentId());
        return new Admission.Accepted(header, genuine.sender().agency().level(), found);
    }
}
