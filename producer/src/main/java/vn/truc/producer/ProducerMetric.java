package vn.truc.producer;

import static vn.truc.runtime.metrics.MetricDeclaration.counter;
import static vn.truc.runtime.metrics.MetricDeclaration.gauge;
import static vn.truc.runtime.metrics.MetricDeclaration.histogram;

import vn.truc.runtime.metrics.MetricDeclaration;
import vn.truc.runtime.metrics.MetricSpec;

/** The metrics of the producer. */
public enum ProducerMetric implements MetricSpec {
    DOCUMENTS_ISSUED(counter(
            "truc.documents.issued",
            "Documents that the cluster acknowledged, on the outbox or in the register",
            "level",
            "medium")),
    DOCUMENTS_REFUSED(counter(
            "truc.documents.refused", "Documents and copies written to the dead-letter topic", "reason", "role")),
    FAULTS_INJECTED(counter(
            "truc.faults.injected",
            "Documents that were issued with a fault of their plan, or beside a faulty record",
            "fault")),
    SCHEDULE_LAG(gauge(
            "truc.schedule.lag",
            "seconds",
            "How long the oldest document that is due and not yet issued has been waiting")),
    SEALING_LATENCY(histogram("truc.sealing.latency", "Time from the intended issue of a document to its seal")),
    ISSUING_LATENCY(histogram(
            "truc.issuing.latency", "Time from the intended issue of a document to the cluster's acknowledgement"));

    private final MetricDeclaration declaration;

    ProducerMetric(MetricDeclaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public MetricDeclaration declaration() {
        return declaration;
    }
}
