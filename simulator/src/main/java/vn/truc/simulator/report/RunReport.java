package vn.truc.simulator.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.share.CountingRules;
import vn.truc.schemas.avro.RefusalReason;

/**
 * The result of a run, as {@code report.json} holds it. The form is stable: fields are only added, and
 * {@code report.schema.json} describes it.
 *
 * @param version of the form
 * @param scenario its name
 * @param seed with which the same documents can be issued again
 * @param startedAt when the first document was due
 * @param load its phases in order, for a person and for comparison
 * @param arguments of {@code truc run} with which the same documents are issued again; empty where they are not known
 * @param warmUpMillis documents due in this time from the start are in no latency
 * @param latencyMicros of each stage, from the intended time
 * @param naiveMicros of deliveries, from the time of sending: what is seen by who does not ask when a document was due
 * @param deliveredMicros of deliveries, from the intended time, by the addressee's level and the document's priority; only
 *     where there were any
 * @param curve of deliveries, from the intended time: all percentiles that differ, in rising order
 * @param faults that the scenario plans, and what became of them
 * @param intervals in the order of time; without a gap from the first intended time until everything was counted
 */
@JsonPropertyOrder({
    "version",
    "scenario",
    "seed",
    "startedAt",
    "load",
    "arguments",
    "warmUpMillis",
    "seal",
    "documents",
    "deliveries",
    "share",
    "throughput",
    "latencyMicros",
    "naiveMicros",
    "deliveredMicros",
    "curve",
    "intervals",
    "machine",
    "settings",
    "audit",
    "faults",
    "thresholds"
})
public record RunReport(
        int version,
        String scenario,
        long seed,
        Instant startedAt,
        List<String> load,
        List<String> arguments,
        long warmUpMillis,
        Seal seal,
        Documents documents,
        Deliveries deliveries,
        Share share,
        Throughput throughput,
        Map<String, Latency> latencyMicros,
        Latency naiveMicros,
        Map<String, Map<String, Latency>> deliveredMicros,
        List<CurvePoint> curve,
        List<Interval> intervals,
        Machine machine,
        Settings settings,
        Audit audit,
        List<FaultFinding> faults,
        List<Threshold> thresholds) {

    /** The version of the form that this program writes. */
    public static final int VERSION = 1;

    /** The report with what became of thresholds, which are judged by its figures. */
    public RunReport withThresholds(List<Threshold> judged) {
        return new RunReport(
                version,
                scenario,
                seed,
                startedAt,
                load,
                arguments,
                warmUpMillis,
                seal,
                documents,
                deliveries,
                share,
                throughput,
                latencyMicros,
                naiveMicros,
                deliveredMicros,
                curve,
                intervals,
                machine,
                settings,
                audit,
                faults,
                List.copyOf(judged));
    }

    /** How documents were sealed. {@code scheme} is {@code none} for the unsigned baseline. */
    public record Seal(String scheme, String batching, String provider) {}

    /**
     * Documents, each once.
     *
     * @param planned by the whole plan
     * @param issued as far as the run went
     * @param electronic issued documents that were delivered electronically only
     * @param parallel electronically and on paper
     * @param paper on paper only, classified ones not among them
     * @param classified outside every share
     * @param refused by reason; only reasons that occurred, those of records beside the documents among them
     */
    public record Documents(
            long planned,
            long issued,
            long electronic,
            long parallel,
            long paper,
            long classified,
            Map<String, Long> refused) {

        /**
         * How many documents were refused as a whole: without duplicates, unreadable records and those of unknown senders,
         * which are nothing that an agency issued.
         */
        public long refusedDocuments() {
            return refused(true).values().stream().mapToLong(Long::longValue).sum();
        }

        /** Those of {@code refused} that are documents, or those that are records beside them. */
        Map<String, Long> refused(boolean documents) {
            Map<String, Long> some = new TreeMap<>(refused);
            some.keySet().removeIf(reason -> CountingRules.isCounted(RefusalReason.valueOf(reason)) != documents);
            return some;
        }
    }

    /**
     * Copies, one for each addressee of an electronic document.
     *
     * @param planned of the documents that were issued
     */
    public record Deliveries(long planned, long delivered, long refused) {}

    /**
     * Shares of the counted documents; null where nothing was counted.
     *
     * @param planned the electronic share that the plan of the issued documents comes to
     * @param byMonth of the documents with dates of each month, the earliest first
     */
    public record Share(
            @Nullable Double electronic,
            @Nullable Double paperless,
            @Nullable Double planned,
            @Nullable Double target,
            Map<String, LevelShare> byLevel,
            List<MonthShare> byMonth) {}

    /** The shares of the agencies of one level. */
    public record LevelShare(@Nullable Double electronic, @Nullable Double paperless, long documents) {}

    /**
     * The shares of the documents of one month.
     *
     * @param month as in {@code 2021-06}, by the documents' dates
     */
    public record MonthShare(String month, @Nullable Double electronic, @Nullable Double paperless, long documents) {}

    /** Documents a second, and how far issuing fell behind its schedule at worst. */
    public record Throughput(double issuedPerSecond, double countedPerSecond, long behindScheduleMaxMillis) {}

    /**
     * Percentiles in microseconds.
     *
     * @param count how many latencies they are of; where it is 0, so are they
     * @param negatives how many more were negative, because clocks of two hosts disagree
     */
    public record Latency(long p50, long p90, long p99, long p999, long max, long count, long negatives) {}

    /**
     * A point of a percentile curve.
     *
     * @param percentile up to 100
     * @param micros latency that this part of all stays within
     * @param count how many do
     */
    public record CurvePoint(double percentile, long micros, long count) {}

    /**
     * What happened in a second of the run, or in a longer stretch where the run is long.
     *
     * @param atMillis when it ended, from the first intended time
     * @param millis how long it was
     * @param issued documents that the cluster acknowledged in it
     * @param routed documents whose copies were committed in it
     * @param delivered copies that their addressee verified in it, those of the warm-up among them
     * @param counted documents that entered the share in it
     * @param backlog documents that were due by its end and not counted by then
     * @param behindScheduleMillis the longest that a document waited to be issued
     * @param deliveredMicros of the deliveries that ended in it, without the warm-up
     */
    public record Interval(
            long atMillis,
            long millis,
            long issued,
            long routed,
            long delivered,
            long counted,
            long backlog,
            long behindScheduleMillis,
            IntervalLatency deliveredMicros) {}

    /** Percentiles in microseconds from the intended time; all zero where {@code count} is. */
    public record IntervalLatency(long p50, long p90, long p99, long max, long count) {}

    /**
     * Where the run took place.
     *
     * @param processors that this process may use
     * @param memoryBytes of the machine or the container
     * @param heapMaxBytes what this process may take for its objects
     * @param collector of garbage
     */
    public record Machine(
            int processors, long memoryBytes, long heapMaxBytes, String os, String java, String collector) {}

    /**
     * How the exchange was set up.
     *
     * @param cluster {@code embedded}, or the addresses of the cluster
     * @param workers threads that seal and send
     * @param verifiers threads that verify at the axis
     * @param counters threads that verify at the addressees and count
     * @param commitIntervalMillis how long a routing transaction stays open
     */
    public record Settings(
            String cluster, String topicPrefix, int workers, int verifiers, int counters, long commitIntervalMillis) {}

    /**
     * What the audit found.
     *
     * @param verdict {@code held} or {@code broken}
     */
    public record Audit(String verdict, Map<String, Guarantee> guarantees) {}

    /**
     * What became of the documents with one planned fault.
     *
     * @param fault its label
     * @param reason for which the document, one copy, or the record beside it is refused; null where nothing is
     * @param planned how many have it
     * @param found of how many it led to exactly what is planned
     */
    public record FaultFinding(String fault, @Nullable String reason, long planned, long found) {}

    /**
     * Whether one promise was kept.
     *
     * @param offenders ids or places of the first offenders
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Guarantee(
            @JsonInclude(JsonInclude.Include.ALWAYS) boolean held,
            @JsonInclude(JsonInclude.Include.ALWAYS) long violations,
            List<String> offenders) {}

    /** A limit that the user set, and whether the run stayed within it. */
    public record Threshold(String expression, String value, boolean passed) {}
}
