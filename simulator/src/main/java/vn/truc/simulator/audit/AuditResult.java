package vn.truc.simulator.audit;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import vn.truc.consumer.share.CountingRules;
import vn.truc.producer.emission.Fault;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.RefusalReason;

/**
 * What the audit found.
 *
 * @param violations for each guarantee all that broke it, each as one line naming the document; empty where it held
 * @param electronic documents delivered to all their addressees, electronically only
 * @param parallel electronically and on paper
 * @param paper registered as on paper, classified ones not among them
 * @param classified registered as classified
 * @param refused records in the dead-letter topic that refuse a whole document, by reason
 * @param delivered copies that their addressee verified
 * @param refusedDeliveries copies that were refused on their own
 * @param counts what {@code truc.share} holds for each level
 * @param byMonth counted documents by the month of their date, the earliest first
 * @param faults what became of the documents with each planned fault; only faults that occur
 */
public record AuditResult(
        Map<Guarantee, List<String>> violations,
        long electronic,
        long parallel,
        long paper,
        long classified,
        Map<RefusalReason, Long> refused,
        long delivered,
        long refusedDeliveries,
        Map<AdministrativeLevel, DocumentCounts> counts,
        SortedMap<YearMonth, DocumentCounts> byMonth,
        Map<Fault, FaultCount> faults) {

    /** Whether every guarantee held. */
    public boolean held() {
        return violations.values().stream().allMatch(List::isEmpty);
    }

    /** How many documents were refused: without records beside them, which are nothing that an agency issued. */
    public long refusedDocuments() {
        return refused.entrySet().stream()
                .filter(of -> CountingRules.isCounted(of.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Every violation as a line, with the guarantee that it breaks. */
    public List<String> violationLines() {
        return violations.entrySet().stream()
                .flatMap(broken -> broken.getValue().stream()
                        .map(offender -> broken.getKey().label() + "\t" + offender))
                .toList();
    }
}
