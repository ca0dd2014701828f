package vn.truc.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.runtime.metrics.LatencyRecorder;

class LatencyFilesTest {

    @TempDir
    private Path directory;

    @Test
    void intervalsAreRowsAndPercentilesAreMillisecondsAsPlottersReadThem() throws IOException {
        Histogram delivered = LatencyRecorder.noLatencies();
        for (int i = 1; i <= 100; i++) {
            delivered.recordValue(2_000L * i);
        }
        Path nested = directory.resolve("a").resolve("b");
        RunReport.Interval interval =
                new RunReport.Interval(1_000, 1_000, 1, 2, 3, 4, 5, 6, new RunReport.IntervalLatency(7, 8, 9, 10, 11));

        LatencyFiles.writeTo(nested, List.of(interval, interval), delivered);

        List<String> rows = Files.readAllLines(nested.resolve("intervals.csv"));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).split(",")).hasSize(12).contains("millis", "deliveredP99Micros");
        assertThat(rows.get(1)).isEqualTo("1000,1000,1,2,3,4,5,6,7,8,9,10");
        List<String> curve = Files.readAllLines(nested.resolve("latency.hgrm"));
        assertThat(curve.get(0)).startsWith("#").contains("milliseconds");
        assertThat(curve.get(1)).contains("Value").contains("Percentile").contains("TotalCount");
        // a value, its percentile, how many are within it
        assertThat(curve).anyMatch(line -> line.matches(" *100\\.0\\d+ +0\\.500000000000 +50 .*"));
        assertThat(curve).anyMatch(line -> line.matches(" *200\\.\\d+ +1\\.000000000000 +100"));
    }

    @Test
    void theCurveRisesToAllOfIt() {
        Histogram delivered = LatencyRecorder.noLatencies();
        for (int i = 1; i <= 1_000; i++) {
            delivered.recordValue(i);
        }

        List<RunReport.CurvePoint> curve = LatencyFigures.curve(delivered);

        assertThat(curve).contains(new RunReport.CurvePoint(50, 500, 500));
        assertThat(curve.get(curve.size() - 1)).isEqualTo(new RunReport.CurvePoint(100, 1_000, 1_000));
        assertThat(curve).isSortedAccordingTo((one, next) -> Double.compare(one.percentile(), next.percentile()));
        assertThat(LatencyFigures.curve(LatencyRecorder.noLatencies())).isEmpty();
    }

    @Test
    void aCollectorHasTheNameByWhichItIsChosen() {
        assertThat(MachineProbe.collector(List.of("G1 Young Generation", "G1 Old Generation")))
                .isEqualTo("G1");
        assertThat(MachineProbe.collector(List.of("PS MarkSweep", "PS Scavenge")))
                .isEqualTo("Parallel");
        assertThat(MachineProbe.collector(List.of("Copy", "MarkSweepCompact"))).isEqualTo("Serial");
        assertThat(MachineProbe.collector(List.of("Epsilon Heap"))).isEqualTo("Epsilon Heap");
    }
}
