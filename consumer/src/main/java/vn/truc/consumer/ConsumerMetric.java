package vn.truc.consumer;

import static vn.truc.runtime.metrics.MetricDeclaration.counter;
import static vn.truc.runtime.metrics.MetricDeclaration.gauge;
import static vn.truc.runtime.metrics.MetricDeclaration.histogram;

import vn.truc.runtime.metrics.GroupLag;
import vn.truc.runtime.metrics.MetricDeclaration;
import vn.truc.runtime.metrics.MetricSpec;

/**
 * The metrics of the addressees' side. Its counters count work: after a failure, records that were worked on but not
 * committed are worked on, and counted here, again. The counts in the share topic are exact.
 */
public enum ConsumerMetric implements MetricSpec {
    DELIVERIES(counter("truc.deliveries", "Copies that their addressee verified, by the addressee's level", "level")),
    DELIVERY_LATENCY(histogram(
            "truc.delivery.latency",
            "Time from the intended issue of a document to the verification of a copy by its addressee, by the"
                    + " addressee's level and the document's priority",
            "level",
            "priority")),
    NEGATIVE_LATENCIES(counter(
            "truc.negative.latencies",
            "Documents that were done before they were to be issued, by the clocks of two hosts: these disagree",
            "role")),
    SEAL_VERIFICATIONS(counter(
            "truc.seal.verifications",
            "Envelopes that were judged, by outcome: genuine or refused; a copy of one that was just found genuine, by"
                    + " comparing all of its bytes",
            "role",
            "outcome")),
    DOCUMENTS_REFUSED(counter(
            "truc.documents.refused", "Documents and copies written to the dead-letter topic", "reason", "role")),
    DOCUMENTS_COUNTED(counter(
            "truc.documents.counted",
            "Documents counted as electronic, parallel or paper, by the sender's level",
            "level",
            "medium")),
    OUTSIDE_WINDOWS(counter(
            "truc.outside.windows",
            "Counted events that entered no window, by cause: late, their window had closed; undated, their date could"
                    + " not be believed",
            "cause")),
    ENTRIES_SKIPPED(counter(
            "truc.entries.skipped",
            "Entries of the topics behind the share that were not counted, by cause: unreadable, misfiled (under another"
                    + " key or in another partition), unknown_sender, repeated",
            "topic",
            "cause")),
    GROUP_LAG(GroupLag.DECLARATION),
    ELECTRONIC_SHARE(gauge(
            "truc.electronic.share",
            "",
            "Part of the documents that went electronically, with or without paper beside; NaN without documents",
            "level")),
    PAPERLESS_SHARE(gauge(
            "truc.paperless.share",
            "",
            "Part of the documents that went without any paper; NaN without documents",
            "level"));

    private final MetricDeclaration declaration;

    ConsumerMetric(MetricDeclaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public MetricDeclaration declaration() {
        return declaration;
    }
}
