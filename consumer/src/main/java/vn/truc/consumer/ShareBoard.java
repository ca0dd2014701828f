package vn.truc.consumer;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.consumer.share.Counts;
import vn.truc.consumer.share.LevelCounts;
import vn.truc.consumer.share.ShareTable;
import vn.truc.consumer.share.WindowCounts;
import vn.truc.runtime.agent.AgentRunner;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.kafka.TableReader;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * What the share topic says at this moment: the counts of each agency, and their sums by level and by window. Any number of
 * boards can follow one topic, in any process. Thread-safe.
 */
public final class ShareBoard implements AutoCloseable {

    /** The label of a share over all levels. */
    public static final String ALL_LEVELS = "all";

    private static final Logger LOG = LoggerFactory.getLogger(ShareBoard.class);

    private final ShareTable table = new ShareTable();
    private final boolean windowsKept;
    private long movedNanos;
    private @Nullable TableReader reader;
    private @Nullable AgentRunner runner;

    ShareBoard(boolean windowsKept) {
        this.windowsKept = windowsKept;
    }

    /**
     * Opens a board that follows the share topic until it is closed.
     *
     * @param topicPrefix what stands before the name of every topic
     * @param windowsKept whether windows are followed too; they need memory for each agency and window
     * @param onFailure hears what ended the following, if anything did
     */
    public static ShareBoard open(
            KafkaSettings settings, String topicPrefix, boolean windowsKept, Consumer<Throwable> onFailure) {
        return open(settings, topicPrefix, windowsKept, Map.of(), onFailure);
    }

    /**
     * Opens a board whose reader is set otherwise.
     *
     * @param readerDefaults such as those of {@link KafkaSettings#inBulk}
     */
    public static ShareBoard open(
            KafkaSettings settings,
            String topicPrefix,
            boolean windowsKept,
            Map<String, ?> readerDefaults,
            Consumer<Throwable> onFailure) {
        ShareBoard board = new ShareBoard(windowsKept);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.consumer("truc-share-board", readerDefaults, Map.of()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TableReader reader = new TableReader(Topic.SHARE.name(topicPrefix), consumer, board::onRow);
        board.reader = reader;
        board.runner = AgentRunner.start(reader, onFailure);
        return board;
    }

    /** Returns when everything that had been committed to the share topic before this call is on the board. */
    public void catchUp() {
        TableReader following = reader;
        if (following != null) {
            following.catchUp();
        }
    }

    /** The cumulative counts of one agency; all zero when nothing of it was counted. */
    public synchronized Counts agency(String code) {
        return table.agency(code);
    }

    /** The cumulative counts of every agency of which something was counted. */
    public synchronized Map<String, Counts> agencies() {
        return table.agencies();
    }

    /** The cumulative counts by level; {@link LevelCounts#total} sums them. */
    public synchronized LevelCounts sums() {
        return table.sums();
    }

    /** When a cumulative count last changed, as {@link System#nanoTime} counts; 0 while none has. */
    public synchronized long movedNanos() {
        return movedNanos;
    }

    /** The counts of each window, the earliest first; empty when windows are not kept. */
    public synchronized List<WindowCounts> windows() {
        return table.windows();
    }

    /** Makes the gauges of both shares, by level and over all. */
    public void bindTo(Meters meters) {
        gauges(meters, ConsumerMetric.ELECTRONIC_SHARE, Counts::electronicShare);
        gauges(meters, ConsumerMetric.PAPERLESS_SHARE, Counts::paperlessShare);
    }

    @Override
    public void close() {
        AgentRunner running = runner;
        if (running != null) {
            running.close();
        }
    }

    void onRow(byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        try {
            ShareReport report = Wire.SHARE_REPORT.decode(value);
            if (windowsKept || report.getWindowStart() == null) {
                put(report);
            }
        } catch (UnreadableRecordException e) {
            LOG.warn("A row of the share topic is unreadable and left out: {}", e.getMessage());
        }
    }

    private synchronized void put(ShareReport report) {
        Counts before = table.sums().total();
        table.put(report);
        if (!table.sums().total().equals(before)) {
            movedNanos = System.nanoTime();
        }
    }

    private void gauges(Meters meters, ConsumerMetric metric, ToDoubleFunction<Counts> share) {
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            meters.gauge(metric, () -> share.applyAsDouble(sums().of(level)), ConsumerMeters.label(level));
        }
        meters.gauge(metric, () -> share.applyAsDouble(sums().total()), ALL_LEVELS);
    }
}
