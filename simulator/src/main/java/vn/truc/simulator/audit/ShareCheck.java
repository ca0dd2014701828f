package vn.truc.simulator.audit;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import vn.truc.producer.emission.PlanTotals;
import vn.truc.producer.emission.PlannedCounts;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Holds the cumulative counts of each agency against the plan. Not thread-safe. */
final class ShareCheck {

    private static final DocumentCounts NOTHING = new DocumentCounts(0L, 0L, 0L, 0L);

    private final PlanTotals planned;
    private final Map<String, ShareReport> counted = new HashMap<>();

    ShareCheck(PlanTotals planned) {
        this.planned = planned;
    }

    /** Takes in a record of the share topic; the last one of an agency holds. */
    void report(ConsumerRecord<byte[], byte[]> record, Violations violations) {
        if (record.value() == null) {
            return;
        }
        try {
            ShareReport report = Wire.SHARE_REPORT.decode(record.value());
            if (report.getWindowStart() == null) {
                counted.put(report.getScope(), report);
            }
        } catch (UnreadableRecordException e) {
            violations.add(
                    Guarantee.SHARE_MATCHES_PLAN,
                    record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + e.getMessage());
        }
    }

    /** Whether the counts are exactly those of the plan. */
    boolean matches() {
        return planned.bySender().keySet().containsAll(counted.keySet())
                && planned.bySender().entrySet().stream().allMatch(agency -> fault(agency.getKey(), agency.getValue())
                        .isEmpty());
    }

    /** Reports every agency whose counts differ. */
    void close(Violations violations) {
        planned.bySender().forEach((agency, counts) -> {
            String fault = fault(agency, counts);
            if (!fault.isEmpty()) {
                violations.add(Guarantee.SHARE_MATCHES_PLAN, agency + ":" + fault);
            }
        });
        for (String agency : counted.keySet()) {
            if (!planned.bySender().containsKey(agency)) {
                violations.add(Guarantee.SHARE_MATCHES_PLAN, agency + ": counted, though it issues nothing");
            }
        }
    }

    /** The counted documents of each level. */
    Map<AdministrativeLevel, DocumentCounts> byLevel() {
        Map<AdministrativeLevel, DocumentCounts> levels = new EnumMap<>(AdministrativeLevel.class);
        for (ShareReport report : counted.values()) {
            levels.merge(report.getLevel(), report.getDocuments(), ShareCheck::sum);
        }
        return levels;
    }

    private static DocumentCounts sum(DocumentCounts one, DocumentCounts other) {
        return new DocumentCounts(
                one.getElectronic() + other.getElectronic(),
                one.getParallel() + other.getParallel(),
                one.getPaper() + other.getPaper(),
                one.getRefused() + other.getRefused());
    }

    private String fault(String agency, PlannedCounts plan) {
        ShareReport report = counted.get(agency);
        DocumentCounts documents = report == null ? NOTHING : report.getDocuments();
        long delivered = report == null ? 0 : report.getDeliveries().getDelivered();
        long refusedCopies = report == null ? 0 : report.getDeliveries().getRefused();
        // a stranger may add refused copies to an inbox in anybody's name, and take none away
        long refusedAtLeast = Math.min(refusedCopies, plan.refusedDeliveries());
        return difference("electronic", documents.getElectronic(), plan.electronic())
                + difference("parallel", documents.getParallel(), plan.parallel())
                + difference("paper", documents.getPaper(), plan.paper())
                + difference("refused", documents.getRefused(), plan.refused())
                + difference("deliveries", delivered, plan.deliveries())
                + difference("refused deliveries", refusedAtLeast, plan.refusedDeliveries());
    }

    private static String difference(String what, long counted, long planned) {
        return counted == planned ? "" : " " + what + " " + counted + " instead of " + planned;
    }
}
