package vn.truc.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.share.Counts;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeliveryCounts;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.wire.Wire;

final class ShareBoardTest {

    private final ShareBoard board = new ShareBoard(true);

    @Test
    void bothSharesAreGaugesByLevelAndOverAll() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        board.bindTo(new Meters(registry));

        show(board, row("H51.10", AdministrativeLevel.PROVINCIAL, null, 6, 3, 1));
        show(board, row("H51.21.3", AdministrativeLevel.COMMUNE, null, 0, 5, 5));

        assertThat(registry.scrape())
                .contains("truc_electronic_share{level=\"provincial\"} 0.9\n")
                .contains("truc_paperless_share{level=\"provincial\"} 0.6\n")
                .contains("truc_electronic_share{level=\"commune\"} 0.5\n")
                .contains("truc_electronic_share{level=\"all\"} 0.7\n")
                .contains("truc_paperless_share{level=\"all\"} 0.3\n")
                .contains("truc_electronic_share{level=\"central\"} NaN\n");
    }

    @Test
    void aRowThatCannotBeReadLeavesTheBoardAsItWas() {
        show(board, row("H51.10", AdministrativeLevel.PROVINCIAL, null, 1, 0, 0));

        board.onRow(new byte[] {1}, new byte[] {1, 2, 3});
        board.onRow(new byte[] {1}, null);

        assertThat(board.sums().total()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0));
    }

    @Test
    void theMomentOfTheLastChangeIsThatOfACumulativeCount() {
        assertThat(board.movedNanos()).isZero();
        show(board, row("H51.10", AdministrativeLevel.PROVINCIAL, null, 1, 0, 0));
        long moved = board.movedNanos();
        assertThat(moved).isNotZero();

        show(board, row("H51.10", AdministrativeLevel.PROVINCIAL, null, 1, 0, 0));
        show(board, row("H51.10", AdministrativeLevel.PROVINCIAL, 0L, 2, 0, 0));

        assertThat(board.movedNanos()).isEqualTo(moved);
    }

    @Test
    void windowsAreLeftOutWhenNobodyAskedForThem() {
        ShareBoard cumulativeOnly = new ShareBoard(false);

        show(cumulativeOnly, row("H51.10", AdministrativeLevel.PROVINCIAL, 0L, 1, 0, 0));
        show(board, row("H51.10", AdministrativeLevel.PROVINCIAL, 0L, 1, 0, 0));

        assertThat(cumulativeOnly.windows()).isEmpty();
        assertThat(board.windows()).hasSize(1);
    }

    private static void show(ShareBoard board, ShareReport report) {
        board.onRow(new byte[] {1}, Wire.SHARE_REPORT.encode(report));
    }

    private static ShareReport row(
            String agency,
            AdministrativeLevel level,
            @Nullable Long start,
            long electronic,
            long parallel,
            long paper) {
        Long end = start == null ? null : start + 100;
        return new ShareReport(
                agency,
                level,
                start,
                end,
                new DocumentCounts(electronic, parallel, paper, 0L),
                new DeliveryCounts(0L, 0L));
    }
}
