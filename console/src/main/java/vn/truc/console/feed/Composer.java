package vn.truc.console.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.share.Counts;
import vn.truc.consumer.share.LevelCounts;
import vn.truc.consumer.share.WindowCounts;
import vn.truc.schemas.avro.AdministrativeLevel;

/** Puts the states together, one after the other, and keeps the seconds of the last ten minutes. */
final class Composer {

    private static final int WINDOWS_SHOWN = 400;
    private static final int HISTORY_SECONDS = 600;

    private final Subject subject;
    private final AuditBoard audits;
    private final Deque<State.Point> history = new ArrayDeque<>(HISTORY_SECONDS);
    private @Nullable Following read;
    private long readAt;
    private long refusedBefore;

    Composer(Subject subject, AuditBoard audits) {
        this.subject = subject;
        this.audits = audits;
    }

    /** The seconds so far, the oldest first; from any thread. */
    List<State.Point> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    /**
     * Composes the state of this moment; not for two threads at once.
     *
     * @param fault what is wrong otherwise; that the cluster does not answer weighs more
     * @param at wall clock, milliseconds since the epoch
     */
    State compose(Following from, @Nullable String fault, long at, int pages) {
        ClusterWatch.View cluster = from.cluster().latest();
        ReceiptTally.Second receipts = from.receipts().read(System.nanoTime());
        State.Point point = new State.Point(
                at / 1_000,
                cluster == null ? 0 : cluster.issuedPerSecond(),
                receipts.delivered(),
                refusing(from),
                cluster == null ? null : cluster.backlog(),
                receipts.p50(),
                receipts.p99(),
                receipts.max());
        remember(point);
        String unanswered = from.cluster().fault();
        return new State(
                at,
                subject.name(),
                subject.target(),
                receipts.simulatedNow(),
                shares(from.share().sums()),
                windows(from.share().windows()),
                receipts.flow(),
                point,
                from.refusals().read(at),
                cluster == null ? List.of() : roles(cluster.roles(), receipts.delivered()),
                cluster == null ? 0 : cluster.brokers(),
                audits.last(),
                unanswered == null ? fault : unanswered,
                pages);
    }

    /** What is known of the cluster, with the addressees' rate, which their receipts say. */
    static List<State.Role> roles(List<State.Role> roles, double deliveredPerSecond) {
        return roles.stream()
                .map(role -> role.role().equals(ClusterWatch.CONSUMER) ? role.moving(deliveredPerSecond) : role)
                .toList();
    }

    private double refusing(Following from) {
        long now = System.nanoTime();
        long refused = from.refusals().sinceOpened();
        long before = from == read ? refusedBefore : 0;
        long since = from == read ? now - readAt : TimeUnit.SECONDS.toNanos(1);
        read = from;
        readAt = now;
        refusedBefore = refused;
        return (refused - before) * 1e9 / Math.max(ReceiptTally.READING_NANOS_MIN, since);
    }

    private void remember(State.Point point) {
        synchronized (history) {
            if (history.size() == HISTORY_SECONDS) {
                history.removeFirst();
            }
            history.addLast(point);
        }
    }

    private static State.Shares shares(LevelCounts sums) {
        return new State.Shares(
                State.Share.of(null, sums.total()),
                Stream.of(AdministrativeLevel.values())
                        .map(level -> State.Share.of(level.name(), sums.of(level)))
                        .toList());
    }

    private static List<State.Window> windows(List<WindowCounts> windows) {
        return windows.subList(Math.max(0, windows.size() - WINDOWS_SHOWN), windows.size()).stream()
                .map(Composer::window)
                .toList();
    }

    private static State.Window window(WindowCounts window) {
        Counts counts = window.counts().total();
        return new State.Window(
                window.startMillis(),
                window.endMillis(),
                State.orNull(counts.electronicShare()),
                State.orNull(counts.paperlessShare()),
                counts.documents());
    }
}
