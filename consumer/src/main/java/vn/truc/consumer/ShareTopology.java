package vn.truc.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import vn.truc.consumer.CountingStep.Counted;
import vn.truc.consumer.ReportStep.Scope;
import vn.truc.consumer.share.Counts;
import vn.truc.consumer.share.WindowClock;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.wire.Topic;

/**
 * The stream of copies into receipts and refusals, and the stream of those into counts:
 *
 * <pre>
 * inbox.*                            ─▶ verify ─▶ receipt, dead-letter
 * receipt + register + dead-letter   ─▶ count  ─▶ sum per sender, cumulative and by window ─▶ share
 * </pre>
 *
 * <p>The two meet at topics only, so a copy is verified wherever its addressee's partition is, and counted where its
 * sender's is. The three topics that are counted have the same key and must have the same number of partitions; a task
 * owns partition <i>p</i> of all three, and with it every entry of its senders. No repartition topic is needed.
 *
 * <p><b>Time.</b> Record timestamps are wall clock; the date of a document is in the payload. A task takes what waits in
 * its three partitions in the order of those dates ({@link EntryTime}), and its stream time is the latest date of the
 * senders of its partition; a partition whose senders are silent does not hold up the others, nor is it closed by them.
 * The register reaches the counts at once and receipts by way of the axis: with simulated time at speed <i>s</i> and
 * <i>t</i> seconds on the way, receipts lag <i>s·t</i> behind, and the grace must be more than that. A late event enters
 * the cumulative counts all the same; {@link CountingStep} keeps it from the windows and counts it.
 *
 * <p><b>State.</b> Three in-memory stores with changelogs. Records there carry simulated dates, perhaps years from the
 * broker's clock in either direction, so the changelogs have neither a time limit nor bounds on timestamps, and do not
 * begin a segment for each simulated week. Caches in front of the sums let about one row per agency and commit through.
 */
final class ShareTopology {

    /** The topics behind the share. */
    static final List<Topic> COUNTED_TOPICS = List.of(Topic.RECEIPT, Topic.REGISTER, Topic.DEAD_LETTER);

    private static final String COUNTS_STORE = "counts";
    private static final String WINDOWS_STORE = "window-counts";

    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE),
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE),
            TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Long.MAX_VALUE),
            TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 << 20));

    private final ShareOptions options;
    private final Agencies agencies;
    private final Supplier<EnvelopeVerifier> verifiers;
    private final ConsumerMeters meters;
    private final IdleCommit idleCommit;
    private final Clock clock;

    /** @param verifiers makes a verifier for one thread */
    ShareTopology(
            ShareOptions options,
            Agencies agencies,
            Supplier<EnvelopeVerifier> verifiers,
            ConsumerMeters meters,
            IdleCommit idleCommit,
            Clock clock) {
        this.options = options;
        this.agencies = agencies;
        this.verifiers = verifiers;
        this.meters = meters;
        this.idleCommit = idleCommit;
        this.clock = clock;
    }

    /** @param countedPartitions how many partitions each of the counted topics has */
    Topology build(int countedPartitions) {
        StreamsBuilder builder = new StreamsBuilder();
        addCounting(builder, countedPartitions);
        Topology topology = builder.build();
        addReceiving(topology);
        return topology;
    }

    private void addReceiving(Topology topology) {
        String[] inboxes = options.topics().inboxes().toArray(String[]::new);
        ByteArraySerializer write = new ByteArraySerializer();
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        // a copy has no simulated time of its own to wait for; any timestamp that is not negative will do
        topology.addSource(
                AutoOffsetReset.earliest(),
                "inboxes",
                (record, partitionTime) -> Math.max(0, record.timestamp()),
                read,
                read,
                inboxes);
        topology.addProcessor("verify", () -> new InboxStep(this::inspector, meters, idleCommit, clock), "inboxes");
        topology.addSink(InboxStep.RECEIPTS, options.topics().name(Topic.RECEIPT), write, write, "verify");
        topology.addSink(InboxStep.REFUSALS, options.topics().name(Topic.DEAD_LETTER), write, write, "verify");
    }

    private CopyInspector inspector() {
        return new CopyInspector(verifiers.get(), agencies, meters, options.topics());
    }

    private void addCounting(StreamsBuilder builder, int partitions) {
        List<String> topics =
                COUNTED_TOPICS.stream().map(options.topics()::name).toList();
        KStream<byte[], Counted> counted = builder.stream(
                        topics,
                        Consumed.with(Serdes.ByteArray(), entries())
                                .withTimestampExtractor(new EntryTime())
                                .withName("entries"))
                .processValues(new CountingSupplier(partitions), Named.as("count"));
        KStream<byte[], byte[]> rows = cumulative(counted).merge(windowed(counted), Named.as("rows"));
        rows.to(
                options.topics().name(Topic.SHARE),
                Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("share"));
    }

    private KStream<byte[], byte[]> cumulative(KStream<byte[], Counted> counted) {
        return counted.groupByKey(Grouped.keySerde(Serdes.ByteArray()))
                .aggregate(
                        () -> Counts.NONE,
                        ShareTopology::sum,
                        Named.as("sum"),
                        Materialized.<byte[], Counts>as(Stores.inMemoryKeyValueStore(COUNTS_STORE))
                                .withKeySerde(Serdes.ByteArray())
                                .withValueSerde(new CountsSerde())
                                .withLoggingEnabled(CHANGELOG)
                                .withCachingEnabled())
                .toStream(Named.as("sums"))
                .process(
                        () -> new ReportStep<byte[]>(sender -> new Scope(codeOf(sender), null, null), agencies, clock),
                        Named.as("report"));
    }

    private KStream<byte[], byte[]> windowed(KStream<byte[], Counted> counted) {
        Duration size = options.windowSize();
        Duration grace = options.windowGrace();
        Duration retention = Duration.ofMillis(WindowClock.retentionMillis(size.toMillis(), grace.toMillis()));
        return counted.filter((sender, event) -> event.inWindow(), Named.as("in-time"))
                .groupByKey(Grouped.keySerde(Serdes.ByteArray()))
                .windowedBy(TimeWindows.ofSizeAndGrace(size, grace))
                .aggregate(
                        () -> Counts.NONE,
                        ShareTopology::sum,
                        Named.as("sum-by-window"),
                        Materialized.<byte[], Counts>as(
                                        Stores.inMemoryWindowStore(WINDOWS_STORE, retention, size, false))
                                .withKeySerde(Serdes.ByteArray())
                                .withValueSerde(new CountsSerde())
                                .withLoggingEnabled(CHANGELOG)
                                .withCachingEnabled())
                .toStream(Named.as("window-sums"))
                .process(
                        () -> new ReportStep<Windowed<byte[]>>(ShareTopology::scopeOf, agencies, clock),
                        Named.as("report-by-window"));
    }

    private Serde<Entry> entries() {
        return Serdes.serdeFrom(
                (topic, entry) -> {
                    throw new UnsupportedOperationException("entries are read, not written");
                },
                new EntryReader(options.topics()));
    }

    private static Counts sum(byte[] sender, Counted event, Counts counts) {
        return counts.plus(event.contribution());
    }

    private static Scope scopeOf(Windowed<byte[]> sender) {
        return new Scope(
                codeOf(sender.key()), sender.window().start(), sender.window().end());
    }

    private static String codeOf(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    private final class CountingSupplier implements FixedKeyProcessorSupplier<byte[], Entry, Counted> {
        private final int partitions;

        private CountingSupplier(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public FixedKeyProcessor<byte[], Entry, Counted> get() {
            return new CountingStep(options, partitions, agencies, meters, idleCommit);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(CountingStep.STORE), Serdes.String(), Serdes.ByteArray())
                    .withLoggingEnabled(CHANGELOG)
                    .withCachingEnabled());
        }
    }
}
