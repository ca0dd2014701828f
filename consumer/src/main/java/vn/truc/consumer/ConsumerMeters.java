package vn.truc.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.wire.Topic;

/** Every meter of the per-document path, made once. Thread-safe. */
final class ConsumerMeters {

    private static final String ROLE = "consumer";

    /** What a verification came to. */
    enum Outcome {
        GENUINE,
        REFUSED
    }

    /** How a document was counted. */
    enum CountedMedium {
        ELECTRONIC,
        PARALLEL,
        PAPER
    }

    /** Why an event entered no window. */
    enum OutsideWindows {
        LATE,
        UNDATED
    }

    /** Why an entry was not counted. */
    enum Skipped {
        UNREADABLE,
        MISFILED,
        UNKNOWN_SENDER,
        REPEATED
    }

    private final Map<AdministrativeLevel, Counter> deliveries;
    private final Map<AdministrativeLevel, Map<Priority, Timer>> latencies;
    private final Counter negatives;
    private final Map<Outcome, Counter> verifications;
    private final Map<RefusalReason, Counter> refusals;
    private final Map<AdministrativeLevel, Map<CountedMedium, Counter>> documents;
    private final Map<OutsideWindows, Counter> outsideWindows;
    private final Map<Topic, Map<Skipped, Counter>> skipped;
    private final DeliveryLatencies percentiles;

    /** @param percentiles takes the same latencies as the histogram, and those from the time of sending */
    ConsumerMeters(Meters meters, DeliveryLatencies percentiles) {
        this.percentiles = percentiles;
        this.deliveries =
                each(AdministrativeLevel.class, level -> meters.counter(ConsumerMetric.DELIVERIES, label(level)));
        this.latencies = each(
                AdministrativeLevel.class,
                level -> each(
                        Priority.class,
                        priority -> meters.histogram(ConsumerMetric.DELIVERY_LATENCY, label(level), label(priority))));
        this.negatives = meters.counter(ConsumerMetric.NEGATIVE_LATENCIES, ROLE);
        this.verifications =
                each(Outcome.class, outcome -> meters.counter(ConsumerMetric.SEAL_VERIFICATIONS, ROLE, label(outcome)));
        this.refusals = each(
                RefusalReason.class, reason -> meters.counter(ConsumerMetric.DOCUMENTS_REFUSED, reason.name(), ROLE));
        this.documents = each(
                AdministrativeLevel.class,
                level -> each(
                        CountedMedium.class,
                        medium -> meters.counter(ConsumerMetric.DOCUMENTS_COUNTED, label(level), label(medium))));
        this.outsideWindows =
                each(OutsideWindows.class, cause -> meters.counter(ConsumerMetric.OUTSIDE_WINDOWS, label(cause)));
        this.skipped = new EnumMap<>(Topic.class);
        for (Topic topic : ShareTopology.COUNTED_TOPICS) {
            skipped.put(
                    topic,
                    each(
                            Skipped.class,
                            cause -> meters.counter(ConsumerMetric.ENTRIES_SKIPPED, label(topic), label(cause))));
        }
    }

    void delivered(AdministrativeLevel addressee) {
        at(deliveries, addressee).increment();
    }

    void deliveredAfter(long intendedMicros, long nowMicros, AdministrativeLevel addressee, Priority priority) {
        percentiles.delivered(addressee, priority, intendedMicros, nowMicros);
        long micros = nowMicros - intendedMicros;
        if (micros >= 0) {
            at(at(latencies, addressee), priority).record(micros, TimeUnit.MICROSECONDS);
        } else {
            negatives.increment();
        }
    }

    void deliveredAfterSending(long intendedMicros, long sentMicros, long nowMicros) {
        percentiles.deliveredAfterSending(intendedMicros, sentMicros, nowMicros);
    }

    void verified(Outcome outcome) {
        at(verifications, outcome).increment();
    }

    void refused(RefusalReason reason) {
        at(refusals, reason).increment();
    }

    void counted(AdministrativeLevel sender, CountedMedium medium) {
        at(at(documents, sender), medium).increment();
    }

    void outsideWindows(OutsideWindows cause) {
        at(outsideWindows, cause).increment();
    }

    void skipped(Topic topic, Skipped cause) {
        at(at(skipped, topic), cause).increment();
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <K extends Enum<K>, V> Map<K, V> each(Class<K> keys, Function<K, V> value) {
        Map<K, V> all = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            all.put(key, value.apply(key));
        }
        return all;
    }

    private static <K extends Enum<K>, V> V at(Map<K, V> all, K key) {
        V value = all.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no meter for " + key);
        }
        return value;
    }
}
