package vn.truc.simulator.log;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.RegisterEntry;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** Counts receipts, register and refusals again, and holds the cumulative counts of each agency against that. */
final class ShareLog {

    private static final int ELECTRONIC = 0;
    private static final int PARALLEL = 1;
    private static final int PAPER = 2;
    private static final int REFUSED = 3;
    private static final int DELIVERED = 4;
    private static final int REFUSED_COPIES = 5;
    private static final String[] NAMES = {
        "electronic", "parallel", "paper", "refused", "deliveries", "refused deliveries"
    };
    private static final Set<RefusalReason> COUNTED = Set.of(
            RefusalReason.UNKNOWN_ADDRESSEE,
            RefusalReason.INVALID_SEAL,
            RefusalReason.CERTIFICATE_EXPIRED,
            RefusalReason.CERTIFICATE_REVOKED,
            RefusalReason.BODY_MISMATCH,
            RefusalReason.OVERSIZE);

    private final Directory directory;
    private final Findings findings;
    private final Map<String, long[]> counted = new HashMap<>();
    private final Map<String, long[]> reported = new HashMap<>();
    private final Set<String> onPaper = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    ShareLog(Directory directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
    }

    void receipt(ConsumerRecord<byte[], byte[]> record) {
        read(record, () -> {
            Receipt receipt = Wire.RECEIPT.decode(record.value());
            long[] of = of(receipt.getSender());
            of[DELIVERED]++;
            if (receipt.getPrimary()) {
                of[
                        switch (receipt.getMedium()) {
                            case ELECTRONIC -> ELECTRONIC;
                            case PARALLEL -> PARALLEL;
                            case PAPER -> PAPER;
                        }]++;
            }
        });
    }

    void entry(ConsumerRecord<byte[], byte[]> record) {
        read(record, () -> {
            RegisterEntry entry = Wire.REGISTER_ENTRY.decode(record.value());
            if (!entry.getClassified()
                    && names(entry.getDocumentId(), entry.getSender())
                    && onPaper.add(entry.getDocumentId())) {
                of(entry.getSender())[PAPER]++;
            }
        });
    }

    void letter(ConsumerRecord<byte[], byte[]> record) {
        read(record, () -> {
            DeadLetter letter = Wire.DEAD_LETTER.decode(record.value());
            String id = letter.getDocumentId();
            String sender = letter.getSender();
            if (!COUNTED.contains(letter.getReason()) || id == null || sender == null || !names(id, sender)) {
                return;
            }
            if (letter.getScope() == RefusalScope.COPY) {
                Header primary = record.headers().lastHeader(RecordHeaders.PRIMARY);
                of(sender)[REFUSED_COPIES]++;
                boolean counts = primary != null && Arrays.equals(primary.value(), new byte[] {1});
                of(sender)[REFUSED] += counts ? 1 : 0;
            } else if (refused.add(id)) {
                of(sender)[REFUSED]++;
            }
        });
    }

    void report(ConsumerRecord<byte[], byte[]> record) {
        read(record, () -> {
            ShareReport report = Wire.SHARE_REPORT.decode(record.value());
            if (report.getWindowStart() == null) {
                reported.put(report.getScope(), new long[] {
                    report.getDocuments().getElectronic(),
                    report.getDocuments().getParallel(),
                    report.getDocuments().getPaper(),
                    report.getDocuments().getRefused(),
                    report.getDeliveries().getDelivered(),
                    report.getDeliveries().getRefused()
                });
            }
        });
    }

    /** Reports every agency whose counts are not those of the log. */
    void close() {
        Set<String> agencies = new HashSet<>(counted.keySet());
        agencies.addAll(reported.keySet());
        for (String agency : agencies) {
            long[] due = directory.find(agency) == null
                    ? new long[NAMES.length]
                    : counted.getOrDefault(agency, new long[NAMES.length]);
            long[] found = reported.getOrDefault(agency, new long[NAMES.length]);
            StringBuilder differences = new StringBuilder();
            for (int of = 0; of < NAMES.length; of++) {
                if (due[of] != found[of]) {
                    differences.append(
                            String.format(Locale.ROOT, " %s %d instead of %d", NAMES[of], found[of], due[of]));
                }
            }
            if (!differences.isEmpty()) {
                findings.add(LogGuarantee.SHARES_FOLLOW, agency + ":" + differences);
            }
        }
    }

    private long[] of(String agency) {
        return counted.computeIfAbsent(agency, first -> new long[NAMES.length]);
    }

    private static boolean names(String documentId, String sender) {
        DocumentId id = DocumentId.parse(documentId);
        return id != null && id.organ().equals(sender);
    }

    /** What cannot be read counts nowhere; that it is there at all is found where records are judged. */
    private static void read(ConsumerRecord<byte[], byte[]> record, Reading reading) {
        if (record.value() == null) {
            return;
        }
        try {
            reading.read();
        } catch (UnreadableRecordException countsNowhere) {
            return;
        }
    }

    private interface Reading {
        void read() throws UnreadableRecordException;
    }
}
