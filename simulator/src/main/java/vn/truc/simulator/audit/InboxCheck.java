package vn.truc.simulator.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Dispatches;
import vn.truc.producer.emission.Fate;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Topology;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.Envelope;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Judges the copies in the inboxes. */
final class InboxCheck {

    private static final String AXIS = "VN";

    private final Plan plan;
    private final TopicNames topics;
    private final boolean ownRouter;
    private final Topology topology;
    private final Set<String> parents = new HashSet<>();
    private final PlanIndex index;
    private final Ledger ledger;
    private final Violations violations;
    private final ThreadLocal<OfThread> ofThread = ThreadLocal.withInitial(OfThread::new);
    /** By sender and addressee: the place on the outbox of the last document that the addressee got. */
    private final Map<Long, Integer> lastPlaces = new HashMap<>();

    /** @param ownRouter whether copies are our router's, which stamps what another one need not */
    InboxCheck(Plan plan, PlanIndex index, Ledger ledger, Violations violations, TopicNames topics, boolean ownRouter) {
        this.plan = plan;
        this.topics = topics;
        this.ownRouter = ownRouter;
        this.topology = plan.scenario().topology();
        for (Agency agency : topology.agencies()) {
            String parent = agency.parent();
            if (parent != null) {
                parents.add(parent);
            }
        }
        this.index = index;
        this.ledger = ledger;
        this.violations = violations;
    }

    /**
     * Judges one copy that stands in an inbox by itself; thread-safe.
     *
     * @return what is to be noted of it, one copy after the other in the order of the inbox
     */
    Runnable copy(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return forgery(place(record) + ": an empty record");
        }
        OfThread mine = ofThread.get();
        PlannedDocument again = mine.document;
        if (again != null && Arrays.equals(mine.envelope, record.value())) {
            return addressed(record, again);
        }
        Envelope envelope;
        String id;
        try {
            envelope = Wire.ENVELOPE.decode(record.value());
            id = Wire.HEADER.decode(envelope.getHeader()).getDocumentId();
        } catch (UnreadableRecordException e) {
            return forgery(place(record) + ": " + e.getMessage());
        }
        PlannedDocument document = index.find(id);
        if (document == null) {
            return forgery(id + ": delivered, but never issued");
        }
        if (!(document.fate() instanceof Fate.Delivered) || !isAsPlanned(envelope, document, mine.sha256)) {
            return forgery(id + ": delivered, but not what was planned");
        }
        mine.document = document;
        mine.envelope = record.value();
        return addressed(record, document);
    }

    private Runnable addressed(ConsumerRecord<byte[], byte[]> record, PlannedDocument document) {
        String addressee = record.key() == null ? "nobody" : new String(record.key(), StandardCharsets.UTF_8);
        int listed = document.addressees().indexOf(addressee);
        int copy = listed < document.deliveries() ? listed : -1;
        String fault = copy < 0 ? "delivered to " + addressee : routingFault(record, document, addressee);
        return () -> genuine(document, addressee, copy, fault);
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private Runnable forgery(String what) {
        return () -> violations.add(Guarantee.NO_FORGERY_DELIVERED, what);
    }

    private void genuine(PlannedDocument document, String addressee, int copy, @Nullable String fault) {
        int n = (int) document.n();
        if (ledger.placeOf(n) == 0) {
            violations.add(Guarantee.NO_FORGERY_DELIVERED, document.id() + ": delivered, but never issued");
            return;
        }
        if (fault != null) {
            violations.add(Guarantee.NONE_MISROUTED, document.id() + ": " + fault);
        }
        if (copy >= 0) {
            ledger.copied(n, copy);
            checkOrder(n, document, addressee);
        }
    }

    private boolean isAsPlanned(Envelope envelope, PlannedDocument document, MessageDigest sha256) {
        byte[] body = plan.body(document);
        byte[] header = Wire.HEADER.encode(Dispatches.header(document, sha256.digest(body)));
        return envelope.getHeader().equals(ByteBuffer.wrap(header))
                && envelope.getBody().equals(ByteBuffer.wrap(body));
    }

    private @Nullable String routingFault(
            ConsumerRecord<byte[], byte[]> record, PlannedDocument document, String addressee) {
        Agency agency = topology.find(addressee);
        if (agency == null || !topics.inbox(agency.level()).equals(record.topic())) {
            return "the copy for " + addressee + " stands in inbox " + record.topic();
        }
        String named = header(record, RecordHeaders.ADDRESSEE);
        if (named == null ? ownRouter : !named.equals(addressee)) {
            return "the copy for " + addressee + " names another addressee";
        }
        String stamped = header(record, RecordHeaders.HOPS);
        if (stamped == null && !ownRouter) {
            return null;
        }
        String hops = String.join(">", hops(document.sender(), agency));
        return hops.equals(stamped) ? null : "the copy for " + addressee + " came over " + stamped + ", not " + hops;
    }

    private void checkOrder(int n, PlannedDocument document, String addressee) {
        long pair = (long) topology.indexOf(document.sender().code()) * topology.size() + topology.indexOf(addressee);
        int place = ledger.placeOf(n);
        Integer last = lastPlaces.put(pair, place);
        if (last != null && last > place) {
            violations.add(
                    Guarantee.SENDER_ORDER_KEPT, document.id() + ": reached " + addressee + " after a later document");
        }
    }

    /** From the sender's lowest hub up to the first that also stands over the addressee, and down again. */
    private List<String> hops(Agency sender, Agency addressee) {
        List<String> up = hubs(sender);
        List<String> down = hubs(addressee);
        List<String> hops = new ArrayList<>();
        for (String hub : up) {
            hops.add(hub);
            if (down.contains(hub)) {
                break;
            }
        }
        for (int i = down.indexOf(hops.get(hops.size() - 1)) - 1; i >= 0; i--) {
            hops.add(down.get(i));
        }
        return hops;
    }

    private List<String> hubs(Agency agency) {
        List<String> hubs = new ArrayList<>();
        Agency at = parents.contains(agency.code()) ? agency : parentOf(agency);
        while (at != null) {
            hubs.add(at.code());
            at = parentOf(at);
        }
        hubs.add(AXIS);
        return hubs;
    }

    private @Nullable Agency parentOf(Agency agency) {
        String parent = agency.parent();
        return parent == null ? null : topology.find(parent);
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** What a thread last found to be as planned, since the copies of a document follow each other. */
    private static final class OfThread {
        private final MessageDigest sha256 = CryptoProvider.best().sha256();
        private byte[] envelope = {};
        private @Nullable PlannedDocument document;
    }
}
