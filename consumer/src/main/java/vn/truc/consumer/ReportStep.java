package vn.truc.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.consumer.share.Counts;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeliveryCounts;
import vn.truc.schemas.avro.DocumentCounts;
import vn.truc.schemas.avro.ShareReport;
import vn.truc.schemas.wire.Wire;

/**
 * Writes the counts of a sender, cumulative or of a window, as a row of the share topic. The row's record carries the time
 * of the wall clock.
 *
 * @param <K> the key of the counts
 */
@SuppressWarnings("NullAway.Init") // the library calls init before anything else
final class ReportStep<K> implements Processor<K, Counts, byte[], byte[]> {

    /**
     * Whose counts, and of when.
     *
     * @param sender the sender's code
     * @param startMillis the window's start, or null for the cumulative counts
     * @param endMillis the window's end, or null
     */
    record Scope(String sender, @Nullable Long startMillis, @Nullable Long endMillis) {}

    private static final Logger LOG = LoggerFactory.getLogger(ReportStep.class);
    private static final String CUMULATIVE = "cumulative";

    private final Function<K, Scope> scopes;
    private final Agencies agencies;
    private final Clock clock;

    private ProcessorContext<byte[], byte[]> context;

    ReportStep(Function<K, Scope> scopes, Agencies agencies, Clock clock) {
        this.scopes = scopes;
        this.agencies = agencies;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
    }

    @Override
    public void process(Record<K, Counts> record) {
        Scope scope = scopes.apply(record.key());
        AdministrativeLevel level = agencies.levelOf(scope.sender);
        if (level == null) {
            LOG.warn("Agency {} has counts but is no longer in the directory; its share is not reported", scope.sender);
            return;
        }
        Counts counts = record.value();
        ShareReport report = new ShareReport(
                scope.sender,
                level,
                scope.startMillis,
                scope.endMillis,
                new DocumentCounts(counts.electronic(), counts.parallel(), counts.paper(), counts.refused()),
                new DeliveryCounts(counts.delivered(), counts.refusedDeliveries()));
        context.forward(new Record<>(keyOf(scope), Wire.SHARE_REPORT.encode(report), clock.millis()));
    }

    private static byte[] keyOf(Scope scope) {
        Long start = scope.startMillis;
        String window = start == null ? CUMULATIVE : Instant.ofEpochMilli(start).toString();
        return (scope.sender + '|' + window).getBytes(StandardCharsets.UTF_8);
    }
}
