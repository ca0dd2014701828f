package vn.truc.router;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vn.truc.router.routing.Hub;
import vn.truc.runtime.metrics.LatencyRecorder;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.RefusalReason;

/** The router's meters, one for every combination of labels, made once. Thread-safe. */
final class RouterMeters {

    private static final String ROLE = "router";

    private final Counter[][] routed = new Counter[AdministrativeLevel.values().length][];
    private final Counter[] refused = new Counter[RefusalReason.values().length];
    private final Counter[] hops = new Counter[Hub.values().length];
    private final Counter genuine;
    private final Counter refusedVerifications;
    private final Counter committed;
    private final Counter aborted;
    private final Timer latency;
    private final Counter negatives;
    private final LatencyRecorder latencies = new LatencyRecorder();
    private final RemainingValidity remaining = new RemainingValidity();
    private final Meters meters;

    RouterMeters(Meters meters) {
        this.meters = meters;
        for (AdministrativeLevel from : AdministrativeLevel.values()) {
            routed[from.ordinal()] = new Counter[AdministrativeLevel.values().length];
            for (AdministrativeLevel to : AdministrativeLevel.values()) {
                routed[from.ordinal()][to.ordinal()] =
                        meters.counter(RouterMetric.COPIES_ROUTED, label(from), label(to));
            }
        }
        for (RefusalReason reason : RefusalReason.values()) {
            refused[reason.ordinal()] = meters.counter(RouterMetric.DOCUMENTS_REFUSED, reason.name(), ROLE);
        }
        for (Hub hub : Hub.values()) {
            hops[hub.ordinal()] = meters.counter(RouterMetric.HOPS, hub.label());
        }
        genuine = meters.counter(RouterMetric.SEAL_VERIFICATIONS, ROLE, "genuine");
        refusedVerifications = meters.counter(RouterMetric.SEAL_VERIFICATIONS, ROLE, "refused");
        committed = meters.counter(RouterMetric.TRANSACTIONS, "committed");
        aborted = meters.counter(RouterMetric.TRANSACTIONS, "aborted");
        latency = meters.histogram(RouterMetric.ROUTING_LATENCY);
        negatives = meters.counter(RouterMetric.NEGATIVE_LATENCIES, ROLE);
        meters.gauge(RouterMetric.CERTIFICATE_REMAINING, () -> remaining.seconds(System.nanoTime()));
    }

    void partitions(String state, Supplier<Number> count) {
        meters.gauge(RouterMetric.PARTITIONS, count, state);
    }

    void indexDocuments(Supplier<Number> count) {
        meters.gauge(RouterMetric.INDEX_DOCUMENTS, count);
    }

    void countAborted() {
        aborted.increment();
    }

    /** Counts what a transaction did, now that it is committed. */
    void countCommitted(RouterTally tally, long nowMicros) {
        committed.increment();
        for (int from = 0; from < routed.length; from++) {
            for (int to = 0; to < routed[from].length; to++) {
                add(routed[from][to], tally.routed(from, to));
            }
        }
        for (int reason = 0; reason < refused.length; reason++) {
            add(refused[reason], tally.refused(reason));
        }
        for (int hub = 0; hub < hops.length; hub++) {
            add(hops[hub], tally.hops(hub));
        }
        add(genuine, tally.genuine());
        add(refusedVerifications, tally.refusedVerifications());
        remaining.seen(tally.shortestValidityMillis(), System.nanoTime());
        for (int i = 0; i < tally.documents(); i++) {
            long micros = nowMicros - tally.intendedMicros(i);
            latencies.record(tally.intendedMicros(i), nowMicros);
            if (micros >= 0) {
                latency.record(micros, TimeUnit.MICROSECONDS);
            } else {
                negatives.increment();
            }
        }
    }

    void measureFrom(long intendedMicros) {
        latencies.countFrom(intendedMicros);
    }

    LatencySummary latencySummary() {
        return latencies.summary();
    }

    private static void add(Counter counter, long amount) {
        if (amount != 0) {
            counter.increment((double) amount);
        }
    }

    private static String label(AdministrativeLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
