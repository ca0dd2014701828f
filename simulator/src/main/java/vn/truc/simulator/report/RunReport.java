package vn.truc.simulator.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run, as {@code report.json} holds it. The form is stable: fields are only added, and
 * {@code report.schema.json} describes it.
 *
 * @param version of the form
 * @param scenario its name
 * @param seed with which the same documents can be issued again
 * @param startedAt when the first document was due
 * @param warmUpMillis documents due in this time from the start are in no latency
 */
@JsonPropertyOrder({
    "version",
    "scenario",
    "seed",
    "startedAt",
    "warmUpMillis",
    "seal",
    "documents",
    "deliveries",
    "share",
    "throughput",
    "latencyMicros",
    "audit",
    "thresholds"
})
public record RunReport(
        int version,
        String scenario,
        long seed,
        Instant startedAt,
        long warmUpMillis,
        Seal seal,
        Documents documents,
        Deliveries deliveries,
        Share share,
        Throughput throughput,
        Map<String, Latency> latencyMicros,
        Audit audit,
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
                warmUpMillis,
                seal,
                documents,
                deliveries,
                share,
                throughput,
                latencyMicros,
                audit,
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
     * @param refused by reason; only reasons that occurred
     */
    public record Documents(
            long planned,
            long issued,
            long electronic,
            long parallel,
            long paper,
            long classified,
            Map<String, Long> refused) {}

    /** Copies, one for each addressee of an electronic document. */
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

    /** Microseconds from the intended time. */
    public record Latency(long p50, long p90, long p99, long p999, long max) {}

    /**
     * What the audit found.
     *
     * @param verdict {@code held} or {@code broken}
     */
    public record Audit(String verdict, Map<String, Guarantee> guarantees) {}

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
