package vn.truc.console.feed;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.schemas.avro.AuditReport;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.GuaranteeFinding;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** What the audit topic says: the verdict of the last audit. Thread-safe. */
final class AuditBoard {

    private static final Logger LOG = LoggerFactory.getLogger(AuditBoard.class);

    private volatile State.@Nullable Audit last;

    /** The last audit, or null before any. */
    State.@Nullable Audit last() {
        return last;
    }

    /** How often the last audit found a guarantee broken; NaN before any audit. */
    double violations() {
        State.Audit audit = last;
        return audit == null ? Double.NaN : audit.violations();
    }

    /** Takes in a row of the audit topic. */
    void onRow(byte[] key, byte @Nullable [] value) {
        if (!new String(key, StandardCharsets.UTF_8).equals(Topic.AUDIT_KEY)) {
            return;
        }
        if (value == null) {
            last = null;
            return;
        }
        try {
            last = audit(Wire.AUDIT_REPORT.decode(value));
        } catch (UnreadableRecordException e) {
            LOG.warn("The result of an audit is unreadable and not shown: {}", e.getMessage());
        }
    }

    private static State.Audit audit(AuditReport report) {
        DocumentCounts documents = report.getDocuments();
        return new State.Audit(
                report.getAuditedAt(),
                report.getPlanned(),
                report.getGuarantees().stream()
                        .mapToLong(GuaranteeFinding::getViolations)
                        .sum(),
                new State.Documents(
                        documents.getElectronic(),
                        documents.getParallel(),
                        documents.getPaper(),
                        documents.getRefused()),
                report.getGuarantees().stream()
                        .map(of -> new State.Finding(of.getGuarantee(), of.getViolations()))
                        .toList());
    }
}
