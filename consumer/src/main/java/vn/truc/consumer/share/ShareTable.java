package vn.truc.consumer.share;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeliveryCounts;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.ShareReport;

/**
 * The latest counts of each agency, cumulative and by window, and their sums. A sum changes with each report by the
 * difference to the one before it, so reading it costs the same for ten agencies and for ten thousand.
 *
 * <p>Not thread-safe.
 */
public final class ShareTable {

    private final Map<String, Row> cumulative = new HashMap<>();
    private final TreeMap<Long, Window> windows = new TreeMap<>();
    private LevelCounts sums = LevelCounts.NONE;

    /** Takes {@code report} in place of the one before of the same agency and window. */
    public void put(ShareReport report) {
        Row row = new Row(report.getLevel(), countsOf(report));
        Long start = report.getWindowStart();
        Long end = report.getWindowEnd();
        if (start == null || end == null) {
            sums = replaced(sums, cumulative.put(report.getScope(), row), row);
            return;
        }
        Window window = windows.computeIfAbsent(start, first -> new Window(end));
        window.sums = replaced(window.sums, window.rows.put(report.getScope(), row), row);
    }

    /** The counts of one agency; all zero when nothing was counted. */
    public Counts agency(String code) {
        Row row = cumulative.get(code);
        return row == null ? Counts.NONE : row.counts;
    }

    /** The counts of each agency of which something was counted. */
    public Map<String, Counts> agencies() {
        Map<String, Counts> counts = new HashMap<>();
        cumulative.forEach((code, row) -> counts.put(code, row.counts));
        return counts;
    }

    /** The sums of the cumulative counts. */
    public LevelCounts sums() {
        return sums;
    }

    /** The sums of each window, the earliest first. */
    public List<WindowCounts> windows() {
        return windows.entrySet().stream()
                .map(window -> new WindowCounts(window.getKey(), window.getValue().endMillis, window.getValue().sums))
                .toList();
    }

    private static LevelCounts replaced(LevelCounts sums, @Nullable Row before, Row now) {
        LevelCounts without = before == null ? sums : sums.minus(before.level, before.counts);
        return without.plus(now.level, now.counts);
    }

    private static Counts countsOf(ShareReport report) {
        DocumentCounts documents = report.getDocuments();
        DeliveryCounts deliveries = report.getDeliveries();
        return new Counts(
                documents.getElectronic(),
                documents.getParallel(),
                documents.getPaper(),
                documents.getRefused(),
                deliveries.getDelivered(),
                deliveries.getRefused());
    }

    private record Row(AdministrativeLevel level, Counts counts) {}

    private static final class Window {
        private final long endMillis;
        private final Map<String, Row> rows = new HashMap<>();
        private LevelCounts sums = LevelCounts.NONE;

        private Window(long endMillis) {
            this.endMillis = endMillis;
        }
    }
}
