package vn.truc.simulator.report;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Writes the latencies of a run for spreadsheets and for plotters of HdrHistogram. */
public final class LatencyFiles {

    /** The intervals, comma-separated, below one line with the names of the columns. */
    public static final String INTERVALS = "intervals.csv";

    /** Percentiles of deliveries from the intended time, in milliseconds. */
    public static final String PERCENTILES = "latency.hgrm";

    private static final double MICROS_PER_MILLI = 1_000;
    private static final String COLUMNS =
            "atMillis,millis,issued,routed,delivered,counted,backlog,behindScheduleMillis,"
                    + "deliveredP50Micros,deliveredP90Micros,deliveredP99Micros,deliveredMaxMicros";

    private LatencyFiles() {}

    /**
     * Writes both files into a directory, which is made when it is not there.
     *
     * @param delivered microseconds
     */
    public static void writeTo(Path directory, List<RunReport.Interval> intervals, Histogram delivered) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(INTERVALS), rows(intervals));
            writePercentiles(directory.resolve(PERCENTILES), delivered);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + INTERVALS + " and " + PERCENTILES + " to " + directory + ": " + e.getMessage(),
                    e);
        }
    }

    private static List<String> rows(List<RunReport.Interval> intervals) {
        List<String> rows = new ArrayList<>(intervals.size() + 1);
        rows.add(COLUMNS);
        for (RunReport.Interval at : intervals) {
            RunReport.IntervalLatency latency = at.deliveredMicros();
            rows.add(at.atMillis() + "," + at.millis() + "," + at.issued() + "," + at.routed() + "," + at.delivered()
                    + ","
                    + at.counted() + "," + at.backlog() + "," + at.behindScheduleMillis() + "," + latency.p50() + ","
                    + latency.p90() + "," + latency.p99() + "," + latency.max());
        }
        return rows;
    }

    private static void writePercentiles(Path file, Histogram delivered) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            // plotters take lines with a hash for comments
            out.println("#[Delivered, from the intended time; values in milliseconds]");
            delivered.outputPercentileDistribution(out, LatencyFigures.TICKS_PER_HALF_DISTANCE, MICROS_PER_MILLI);
            if (out.checkError()) {
                throw new IOException("the device takes no more of " + file.getFileName());
            }
        }
    }
}
