package vn.truc.consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.share.Counts;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Priority;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.RegisterEntry;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** The topology on Kafka's test driver: records go in, a board reads what comes out. Windows of a day, two of grace. */
final class CountingBench implements AutoCloseable {

    static final String SENDER = SealedExchange.DEPARTMENT;
    static final Instant NOON = Instant.parse("2021-06-30T12:00:00Z");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final long NOW_MICROS = TimeUnit.MILLISECONDS.toMicros(NOW.toEpochMilli());
    /** When the copies of {@link #deliver} were due. */
    static final long INTENDED_MICROS = NOW_MICROS - 12_345;

    static final Duration DAY = Duration.ofDays(1);

    final SealedExchange exchange;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final ShareBoard board = new ShareBoard(true);
    final DeliveryLatencies latencies = new DeliveryLatencies();

    /** What the directory does when somebody needs it up to its end. */
    Runnable catchUp = () -> {};

    /** How many batches were polled, as far as the topology knows. */
    final AtomicLong polledBatches = new AtomicLong();

    private final TopologyTestDriver driver;
    private int issued;

    CountingBench() {
        this(new SealedExchange().publishAll());
    }

    CountingBench(SealedExchange exchange) {
        this.exchange = exchange;
        Topology topology = topology();
        Properties settings = new Properties();
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(topology, settings);
    }

    Topology topology() {
        return new ShareTopology(
                        ShareOptions.on(TopicNames.of(Topic.DEFAULT_PREFIX)).withWindows(DAY, Duration.ofDays(2)),
                        new Agencies(exchange.directory, () -> catchUp.run(), polledBatches::get),
                        exchange::verifier,
                        new ConsumerMeters(new Meters(registry), latencies),
                        new IdleCommit(),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .build(1);
    }

    /** Another bench with what this one remembers of ids and time; the sums are the library's to restore. */
    CountingBench restarted() {
        CountingBench next = new CountingBench(exchange);
        KeyValueStore<String, byte[]> kept = next.driver.getKeyValueStore(CountingStep.STORE);
        try (KeyValueIterator<String, byte[]> rows =
                driver.<String, byte[]>getKeyValueStore(CountingStep.STORE).all()) {
            rows.forEachRemaining(row -> kept.put(row.key, row.value));
        }
        next.issued = issued;
        return next;
    }

    void received(Instant issuedAt, Medium medium, boolean primary) {
        pipe(Topic.RECEIPT, SENDER, Wire.RECEIPT.encode(receipt(SENDER, issuedAt, medium, primary)));
    }

    void registered(String documentId, Instant issuedAt, boolean classified) {
        pipe(Topic.REGISTER, SENDER, Wire.REGISTER_ENTRY.encode(registerEntry(documentId, issuedAt, classified)));
    }

    void refused(String documentId, Instant issuedAt, RefusalReason reason) {
        pipe(
                Topic.DEAD_LETTER,
                SENDER,
                Wire.DEAD_LETTER.encode(deadLetter(documentId, issuedAt, reason, RefusalScope.DOCUMENT)));
    }

    void pipe(Topic topic, @Nullable String key, byte @Nullable [] value) {
        pipe(topic, new TestRecord<>(bytes(key), value, new RecordHeaders(), NOW));
    }

    void pipe(Topic topic, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(name(topic), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /** Takes what was written to the share topic since the last call, and shows it to the board. */
    List<TestRecord<byte[], byte[]>> rows() {
        List<TestRecord<byte[], byte[]>> rows = written(Topic.SHARE);
        rows.forEach(row -> board.onRow(row.key(), row.value()));
        return rows;
    }

    /** Takes what was written to a topic since the last call. */
    List<TestRecord<byte[], byte[]>> written(Topic topic) {
        return driver.createOutputTopic(name(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    Counts counts() {
        rows();
        return board.agency(SENDER);
    }

    double counter(ConsumerMetric metric, String... labelValues) {
        return new Meters(registry).counter(metric, labelValues).count();
    }

    String nextId() {
        issued++;
        return SENDER + ",2021/06/30," + issued + "/UBND-VX";
    }

    Receipt receipt(String sender, Instant issuedAt, Medium medium, boolean primary) {
        return new Receipt(nextId(), sender, "H51.21.3", medium, Priority.NORMAL, primary, issuedAt.toEpochMilli(), 1L);
    }

    RegisterEntry registerEntry(String documentId, Instant issuedAt, boolean classified) {
        return new RegisterEntry(
                documentId, SENDER, List.of("H51.21.3"), DocumentType.REPORT, classified, issuedAt.toEpochMilli());
    }

    static DeadLetter deadLetter(String documentId, Instant issuedAt, RefusalReason reason, RefusalScope scope) {
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setDetail("")
                .setRefusedBy(Role.ROUTER)
                .setScope(scope)
                .setDocumentId(documentId)
                .setSender(SENDER)
                .setAddressee(null)
                .setMedium(Medium.ELECTRONIC)
                .setIssuedAt(issuedAt.toEpochMilli())
                .setTopic("truc.outbox")
                .setPartition(0)
                .setOffset(0)
                .setOriginalKey(null)
                .setOriginal(java.nio.ByteBuffer.allocate(0))
                .build();
    }

    static String name(Topic topic) {
        return topic.name(Topic.DEFAULT_PREFIX);
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }

    /** The dead letters written since the last look. */
    List<DeadLetter> letters() throws UnreadableRecordException {
        List<DeadLetter> letters = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : written(Topic.DEAD_LETTER)) {
            letters.add(Wire.DEAD_LETTER.decode(record.value()));
        }
        return letters;
    }

    /** A copy as the router leaves it, for the addressee in this place of the document's list. */
    void deliver(Topic inbox, String addressee, byte @Nullable [] envelope, int copy) {
        pipe(inbox, addressee, envelope, headers(addressee, copy));
    }

    /** A record of an inbox, whatever it holds. */
    void pipe(Topic inbox, @Nullable String key, byte @Nullable [] envelope, RecordHeaders headers) {
        pipe(inbox, new TestRecord<>(bytes(key), envelope, headers, NOW));
    }

    /** What the router stamps on a copy. */
    static RecordHeaders headers(String addressee, int copy) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                vn.truc.schemas.wire.RecordHeaders.INTENDED_AT,
                vn.truc.schemas.wire.RecordHeaders.ofLong(INTENDED_MICROS));
        headers.add(vn.truc.schemas.wire.RecordHeaders.ADDRESSEE, bytes(addressee));
        headers.add(vn.truc.schemas.wire.RecordHeaders.COPY, vn.truc.schemas.wire.RecordHeaders.ofInt(copy));
        headers.add(vn.truc.schemas.wire.RecordHeaders.PRIMARY, new byte[] {(byte) (copy == 0 ? 1 : 0)});
        return headers;
    }
}
