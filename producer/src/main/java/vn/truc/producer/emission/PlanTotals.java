package vn.truc.producer.emission;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.RefusalReason;

/**
 * What a plan comes to, found by walking it.
 *
 * @param all of every sender
 * @param byLevel of the senders of each level that issued anything, lowest level first
 * @param bySender of each sender that issued anything, by code, in the order of the topology
 * @param refused documents that the plan has refused, by reason; only reasons that occur
 */
public record PlanTotals(
        PlannedCounts all,
        Map<AdministrativeLevel, PlannedCounts> byLevel,
        Map<String, PlannedCounts> bySender,
        Map<RefusalReason, Long> refused) {

    /** Copies what it is given. */
    public PlanTotals {
        byLevel = Collections.unmodifiableMap(new LinkedHashMap<>(byLevel));
        bySender = Collections.unmodifiableMap(new LinkedHashMap<>(bySender));
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /** Adds up the documents of a plan, each handed over once, in any order. Not thread-safe. */
    public static final class Collector {

        private final Plan plan;
        private final Tally[] senders;
        private final Map<RefusalReason, Long> refused = new EnumMap<>(RefusalReason.class);

        /** Of no document yet. */
        public Collector(Plan plan) {
            this.plan = plan;
            this.senders = new Tally[plan.scenario().topology().size()];
        }

        /** Takes in a document of the plan. */
        public void add(PlannedDocument document) {
            int sender = plan.senderIndex(document.n());
            if (senders[sender] == null) {
                senders[sender] = new Tally();
            }
            senders[sender].add(document);
            if (document.fate() instanceof Fate.Refused refusal) {
                refused.merge(refusal.reason(), 1L, Long::sum);
            }
        }

        /** What they come to. */
        public PlanTotals totals() {
            Map<AdministrativeLevel, PlannedCounts> byLevel = new EnumMap<>(AdministrativeLevel.class);
            Map<String, PlannedCounts> bySender = new LinkedHashMap<>();
            PlannedCounts all = PlannedCounts.NONE;
            for (int sender = 0; sender < senders.length; sender++) {
                if (senders[sender] != null) {
                    PlannedCounts counts = senders[sender].counts();
                    Agency agency = plan.scenario().topology().agency(sender);
                    bySender.put(agency.code(), counts);
                    byLevel.merge(agency.level(), counts, PlannedCounts::plus);
                    all = all.plus(counts);
                }
            }
            return new PlanTotals(all, byLevel, bySender, refused);
        }
    }

    private static final class Tally {

        private long electronic;
        private long parallel;
        private long paper;
        private long refused;
        private long classified;
        private long deliveries;
        private long refusedDeliveries;

        void add(PlannedDocument document) {
            Fate fate = document.fate();
            if (fate instanceof Fate.Classified) {
                classified++;
            } else if (fate instanceof Fate.OnPaper) {
                paper++;
            } else if (fate instanceof Fate.Refused) {
                refused++;
            } else {
                deliveries += document.deliveries();
                refusedDeliveries += document.fault() == Fault.UNKNOWN_COPY ? 1 : 0;
                switch (document.medium()) {
                    case ELECTRONIC -> electronic++;
                    case PARALLEL -> parallel++;
                    case PAPER -> throw new IllegalStateException(document.id() + " is delivered, yet on paper");
                }
            }
        }

        PlannedCounts counts() {
            return new PlannedCounts(electronic, parallel, paper, refused, classified, deliveries, refusedDeliveries);
        }
    }
}
