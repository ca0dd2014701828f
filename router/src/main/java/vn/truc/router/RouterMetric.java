package vn.truc.router;

import static vn.truc.runtime.metrics.MetricDeclaration.counter;
import static vn.truc.runtime.metrics.MetricDeclaration.gauge;
import static vn.truc.runtime.metrics.MetricDeclaration.histogram;

import vn.truc.runtime.metrics.GroupLag;
import vn.truc.runtime.metrics.MetricDeclaration;
import vn.truc.runtime.metrics.MetricSpec;

/** The metrics of the router. Counted when their transaction is committed, so a repeated attempt counts once. */
public enum RouterMetric implements MetricSpec {
    COPIES_ROUTED(counter(
            "truc.documents.routed",
            "Copies written to an inbox, by the levels of sender and addressee",
            "level",
            "addressee_level")),
    DOCUMENTS_REFUSED(counter(
            "truc.documents.refused", "Documents and copies written to the dead-letter topic", "reason", "role")),
    SEAL_VERIFICATIONS(counter(
            "truc.seal.verifications",
            "Envelopes that were judged, by outcome: genuine or refused; a copy of one that was just found genuine, by"
                    + " comparing all of its bytes",
            "role",
            "outcome")),
    HOPS(counter("truc.hops", "Hubs that routed copies passed, by the kind of hub", "hub")),
    ROUTING_LATENCY(histogram(
            "truc.routing.latency", "Time from the intended issue of a document to the commit of its copies")),
    NEGATIVE_LATENCIES(counter(
            "truc.negative.latencies",
            "Documents that were done before they were to be issued, by the clocks of two hosts: these disagree",
            "role")),
    CERTIFICATE_REMAINING(gauge(
            "truc.certificate.remaining",
            "seconds",
            "For how long, simulated time, the certificates that sealed the documents of the last minutes are valid yet:"
                    + " the shortest; NaN without any")),
    TRANSACTIONS(
            counter("truc.router.transactions", "Routing transactions, by outcome: committed or aborted", "outcome")),
    GROUP_LAG(GroupLag.DECLARATION),
    INDEX_DOCUMENTS(
            gauge(
                    "truc.router.index.documents",
                    "",
                    "Documents in the duplicate index of the partitions that this router is assigned, as far as it is restored")),
    PARTITIONS(gauge(
            "truc.router.partitions",
            "",
            "Outbox partitions assigned to this router, by state: serving or restoring",
            "state"));

    private final MetricDeclaration declaration;

    RouterMetric(MetricDeclaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public MetricDeclaration declaration() {
        return declaration;
    }
}
