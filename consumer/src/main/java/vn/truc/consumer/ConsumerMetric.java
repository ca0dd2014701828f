package vn.truc.consumer;

import java.util.List;
import vn.truc.runtime.metrics.MetricSpec;

/**
 * The metrics of the addressees' side. Counters count work: after a failure, records that were worked on but not committed
 * are worked on, and counted here, again. The counts in the share topic are exact.
 */
public enum ConsumerMetric implements MetricSpec {
    DELIVERIES(
            "truc.deliveries",
            Kind.COUNTER,
            "",
            "Copies that their addressee verified, by the addressee's level.",
            "level"),
    DELIVERY_LATENCY(
            "truc.delivery.latency",
            Kind.HISTOGRAM,
            "seconds",
            "From the time at which a document was meant to be issued to the verification of a copy by its addressee,"
                    + " by the addressee's level and the document's priority.",
            "level",
            "priority"),
    SEAL_VERIFICATIONS(
            "truc.seal.verifications",
            Kind.COUNTER,
            "",
            "Documents whose seals were verified, by the role that did and the outcome: valid, invalid, unsigned.",
            "role",
            "outcome"),
    DOCUMENTS_REFUSED(
            "truc.documents.refused",
            Kind.COUNTER,
            "",
            "Documents and copies refused, by the reason and the role that refused.",
            "reason",
            "role"),
    DOCUMENTS_COUNTED(
            "truc.documents.counted",
            Kind.COUNTER,
            "",
            "Documents counted as electronic, parallel or paper, by the sender's level.",
            "level",
            "medium"),
    DOCUMENTS_OUTSIDE_WINDOWS(
            "truc.documents.outside.windows",
            Kind.COUNTER,
            "",
            "Events that entered the cumulative counts but no window: late, when the window had closed; undated, when the"
                    + " document's date could not be believed.",
            "cause"),
    ENTRIES_SKIPPED(
            "truc.entries.skipped",
            Kind.COUNTER,
            "",
            "Entries of the topics behind the share that were not counted: unreadable, misfiled under another key or"
                    + " partition, unknown_sender, or repeated.",
            "topic",
            "cause"),
    ELECTRONIC_SHARE(
            "truc.electronic.share",
            Kind.GAUGE,
            "",
            "Part of the documents that went electronically, with or without paper beside; NaN without documents.",
            "level"),
    PAPERLESS_SHARE(
            "truc.paperless.share",
            Kind.GAUGE,
            "",
            "Part of the documents that went without any paper; NaN without documents.",
            "level");

    private final String meterName;
    private final Kind kind;
    private final String unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    ConsumerMetric(String meterName, Kind kind, String unit, String meaning, String... labels) {
        this.meterName = meterName;
        this.kind = kind;
        this.unit = unit;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    @Override
    public String meterName() {
        return meterName;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
