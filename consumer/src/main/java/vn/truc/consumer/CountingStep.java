package vn.truc.consumer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.consumer.ConsumerMeters.CountedMedium;
import vn.truc.consumer.ConsumerMeters.OutsideWindows;
import vn.truc.consumer.ConsumerMeters.Skipped;
import vn.truc.consumer.Entry.Countable;
import vn.truc.consumer.share.CountedIds;
import vn.truc.consumer.share.Counts;
import vn.truc.consumer.share.Placement;
import vn.truc.consumer.share.WindowClock;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.Topic;

/**
 * Decides what becomes of each entry before it is summed: whether it is an entry of a known sender and in its place,
 * whether it was counted before, and whether it still enters a window.
 *
 * <p>Its time is that of its task: the latest date among the entries of all senders of one partition. The store keeps the
 * window that this time has reached, so that a task which is restored elsewhere does not reopen what had closed.
 */
@SuppressWarnings("NullAway.Init") // the library calls init before anything else
final class CountingStep implements FixedKeyProcessor<byte[], Entry, CountingStep.Counted> {

    /** What is summed: a contribution, and whether it enters its window too. */
    record Counted(Counts contribution, boolean inWindow) {}

    /** Holds the ids that were counted, and the time. */
    static final String STORE = "counted-ids";

    private static final Logger LOG = LoggerFactory.getLogger(CountingStep.class);
    private static final String TIME = "time";

    private final ShareOptions options;
    private final int partitions;
    private final Agencies agencies;
    private final ConsumerMeters meters;
    private final IdleCommit idleCommit;

    private FixedKeyProcessorContext<byte[], Counted> context;
    private IdleCommit.Watch commits;
    private KeyValueStore<String, byte[]> store;
    private CountedIds countedIds;
    private @Nullable WindowClock clock;
    private long timeKeptMillis;
    private long skippedInAll;

    /** @param partitions how many partitions each of the counted topics has */
    CountingStep(
            ShareOptions options, int partitions, Agencies agencies, ConsumerMeters meters, IdleCommit idleCommit) {
        this.options = options;
        this.partitions = partitions;
        this.agencies = agencies;
        this.meters = meters;
        this.idleCommit = idleCommit;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], Counted> taskContext) {
        context = taskContext;
        commits = idleCommit.watch(taskContext);
        store = taskContext.getStateStore(STORE);
        countedIds = new CountedIds(new CountedIds.Rows() {
            @Override
            public byte @Nullable [] get(String key) {
                return store.get(key);
            }

            @Override
            public void put(String key, byte[] row) {
                store.put(key, row);
            }
        });
        clock = null;
    }

    @Override
    public void process(FixedKeyRecord<byte[], Entry> record) {
        commits.worked();
        Entry entry = record.value();
        if (entry instanceof Countable countable) {
            count(record, countable);
        } else if (entry instanceof Entry.Unreadable unreadable) {
            skip(unreadable.topic(), Skipped.UNREADABLE, unreadable.detail());
        }
    }

    private void count(FixedKeyRecord<byte[], Entry> record, Countable entry) {
        byte[] sender = entry.sender().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(sender, record.key())
                || Utils.toPositive(Utils.murmur2(sender)) % partitions
                        != context.taskId().partition()) {
            skip(entry.topic(), Skipped.MISFILED, "sender " + entry.sender());
            return;
        }
        AdministrativeLevel level = agencies.levelOf(entry.sender());
        if (level == null) {
            skip(entry.topic(), Skipped.UNKNOWN_SENDER, "sender " + entry.sender());
            return;
        }
        Entry.Once once = entry.once();
        if (once != null && !countedIds.add(once.account(), once.id())) {
            meters.skipped(entry.topic(), Skipped.REPEATED);
            return;
        }
        WindowClock time = time();
        boolean inWindow = isInWindow(time.place(entry.atMillis(), entry.vouchedFor()));
        keep(time);
        measure(level, entry.contribution());
        context.forward(record.withValue(new Counted(entry.contribution(), inWindow))
                .withTimestamp(inWindow ? entry.atMillis() : Math.max(0, time.believedMillis())));
    }

    private WindowClock time() {
        WindowClock running = clock;
        if (running == null) {
            byte[] kept = store.get(TIME);
            timeKeptMillis = kept == null ? WindowClock.UNKNOWN : RecordHeaders.toLong(kept, WindowClock.UNKNOWN);
            running = new WindowClock(
                    options.windowSize().toMillis(), options.windowGrace().toMillis(), timeKeptMillis);
            clock = running;
        }
        return running;
    }

    private void keep(WindowClock time) {
        long reached = time.believedMillis();
        if (reached != WindowClock.UNKNOWN && time.startOf(reached) > timeKeptMillis) {
            timeKeptMillis = time.startOf(reached);
            store.put(TIME, RecordHeaders.ofLong(timeKeptMillis));
        }
    }

    private boolean isInWindow(Placement placement) {
        return switch (placement) {
            case IN_TIME -> true;
            case LATE -> {
                meters.outsideWindows(OutsideWindows.LATE);
                yield false;
            }
            case UNDATED -> {
                meters.outsideWindows(OutsideWindows.UNDATED);
                yield false;
            }
        };
    }

    private void measure(AdministrativeLevel level, Counts contribution) {
        if (contribution.electronic() > 0) {
            meters.counted(level, CountedMedium.ELECTRONIC);
        } else if (contribution.parallel() > 0) {
            meters.counted(level, CountedMedium.PARALLEL);
        } else if (contribution.paper() > 0) {
            meters.counted(level, CountedMedium.PAPER);
        }
    }

    private void skip(Topic topic, Skipped cause, String detail) {
        meters.skipped(topic, cause);
        skippedInAll++;
        // the first, then ever more rarely, so that a flood of them does not become a flood of lines
        if (Long.bitCount(skippedInAll) == 1) {
            String place = context.recordMetadata().map(CountingStep::describe).orElse("an unknown place");
            LOG.warn(
                    "Not counted: {} at {} ({}); {} such entries in this task so far",
                    cause,
                    place,
                    detail,
                    skippedInAll);
        }
    }

    private static String describe(RecordMetadata place) {
        return place.topic() + "-" + place.partition() + " offset " + place.offset();
    }
}
