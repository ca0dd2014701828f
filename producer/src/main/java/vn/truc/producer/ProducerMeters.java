package vn.truc.producer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import vn.truc.producer.emission.Fault;
import vn.truc.runtime.metrics.LatencyRecorder;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.RefusalReason;

/** The producer's meters, made once. Thread-safe. */
final class ProducerMeters {

    private final Counter[][] issued = new Counter[AdministrativeLevel.values().length][];
    private final Counter oversize;
    private final Map<Fault, Counter> injected = new EnumMap<>(Fault.class);
    private final Timer sealing;
    private final Timer issuing;
    private final LatencyRecorder sealed = new LatencyRecorder();
    private final LatencyRecorder acknowledged = new LatencyRecorder();
    private final LongAdder documents = new LongAdder();
    private final LongAdder classified = new LongAdder();
    private final AtomicLong behindMicrosMax = new AtomicLong();
    private final AtomicLong behindMicrosMaxLately = new AtomicLong();
    private volatile long measuredFromMicros;

    /** @param faults that documents may have */
    ProducerMeters(Meters meters, Set<Fault> faults) {
        for (Fault fault : faults) {
            injected.put(fault, meters.counter(ProducerMetric.FAULTS_INJECTED, fault.label()));
        }
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            issued[level.ordinal()] = new Counter[Medium.values().length];
            for (Medium medium : Medium.values()) {
                issued[level.ordinal()][medium.ordinal()] =
                        meters.counter(ProducerMetric.DOCUMENTS_ISSUED, label(level), label(medium));
            }
        }
        oversize = meters.counter(ProducerMetric.DOCUMENTS_REFUSED, RefusalReason.OVERSIZE.name(), "producer");
        sealing = meters.histogram(ProducerMetric.SEALING_LATENCY);
        issuing = meters.histogram(ProducerMetric.ISSUING_LATENCY);
    }

    /** Leaves out of the latencies and of the longest wait what was due before. */
    void measureFrom(long intendedMicros) {
        measuredFromMicros = intendedMicros;
        sealed.countFrom(intendedMicros);
        acknowledged.countFrom(intendedMicros);
    }

    void sealed(long intendedMicros, long nowMicros) {
        sealed.record(intendedMicros, nowMicros);
        sealing.record(Math.max(0, nowMicros - intendedMicros), TimeUnit.MICROSECONDS);
    }

    void acknowledged(AdministrativeLevel level, Medium medium, long intendedMicros, long nowMicros) {
        acknowledged.record(intendedMicros, nowMicros);
        issuing.record(Math.max(0, nowMicros - intendedMicros), TimeUnit.MICROSECONDS);
        issued[level.ordinal()][medium.ordinal()].increment();
        documents.increment();
    }

    void refusedOversize() {
        oversize.increment();
    }

    /** A document with a fault was handed to the cluster. */
    void injected(Fault fault) {
        Counter counter = injected.get(fault);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A document that nothing counts was acknowledged. */
    void classified() {
        classified.increment();
    }

    /** Whatever has been due since {@code intendedMicros} still waits. */
    void behind(long intendedMicros, long nowMicros) {
        raise(behindMicrosMax, nowMicros - Math.max(intendedMicros, measuredFromMicros));
        raise(behindMicrosMaxLately, nowMicros - intendedMicros);
    }

    private static void raise(AtomicLong max, long micros) {
        if (micros > max.get()) {
            max.accumulateAndGet(micros, Math::max);
        }
    }

    long issued() {
        return documents.sum();
    }

    long classifiedIssued() {
        return classified.sum();
    }

    long behindMicrosMax() {
        return behindMicrosMax.get();
    }

    /** The longest since the last call, whenever it was due. */
    long takeBehindMicrosMax() {
        return behindMicrosMaxLately.getAndSet(0);
    }

    LatencySummary sealedSummary() {
        return sealed.summary();
    }

    LatencySummary acknowledgedSummary() {
        return acknowledged.summary();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
