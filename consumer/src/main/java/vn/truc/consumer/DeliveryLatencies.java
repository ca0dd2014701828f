package vn.truc.consumer;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import vn.truc.runtime.metrics.LatencyBreakdown;
import vn.truc.runtime.metrics.LatencyRecorder;
import vn.truc.runtime.metrics.LatencySummary;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Priority;

/**
 * How long copies took to the verification by their addressee, in microseconds: from the intended time of their document,
 * by the addressee's level and the document's priority, and from the time at which it was sent. Thread-safe; writers are
 * wait-free.
 *
 * <p>The time from sending is what a load generator shows that waits for the system: whatever kept it from sending in time
 * is missing in it.
 */
public final class DeliveryLatencies {

    private static final AdministrativeLevel[] LEVELS = AdministrativeLevel.values();
    private static final Priority[] PRIORITIES = Priority.values();

    private final LatencyBreakdown fromIntended = new LatencyBreakdown(LEVELS.length * PRIORITIES.length);
    private final LatencyRecorder fromSent = new LatencyRecorder();

    /**
     * What was recorded until some time.
     *
     * @param byLevelAndPriority from the intended time, by the addressee's level and the document's priority
     * @param fromSendTime over all copies that carry the time of sending
     * @param histogram from the intended time, over all copies
     */
    public record Snapshot(
            Map<AdministrativeLevel, Map<Priority, LatencySummary>> byLevelAndPriority,
            LatencySummary fromSendTime,
            Histogram histogram) {}

    /** What was recorded until now. */
    public Snapshot snapshot() {
        Map<AdministrativeLevel, Map<Priority, LatencySummary>> byLevel = new EnumMap<>(AdministrativeLevel.class);
        for (AdministrativeLevel level : LEVELS) {
            Map<Priority, LatencySummary> byPriority = new EnumMap<>(Priority.class);
            for (Priority priority : PRIORITIES) {
                byPriority.put(priority, part(level, priority).summary());
            }
            byLevel.put(level, byPriority);
        }
        return new Snapshot(byLevel, fromSent.summary(), fromIntended.histogram());
    }

    /** From the intended time, over all copies. */
    public LatencySummary summary() {
        return fromIntended.summary();
    }

    /** From the intended time, over the copies that were verified since the last call. There is one caller at most. */
    public Histogram takeInterval() {
        return fromIntended.takeInterval();
    }

    void countFrom(long intendedMicros) {
        fromIntended.countFrom(intendedMicros);
        fromSent.countFrom(intendedMicros);
    }

    void delivered(AdministrativeLevel addressee, Priority priority, long intendedMicros, long nowMicros) {
        part(addressee, priority).record(intendedMicros, nowMicros);
    }

    void deliveredAfterSending(long intendedMicros, long sentMicros, long nowMicros) {
        fromSent.record(intendedMicros, sentMicros, nowMicros);
    }

    private LatencyRecorder part(AdministrativeLevel level, Priority priority) {
        return fromIntended.part(level.ordinal() * PRIORITIES.length + priority.ordinal());
    }
}
