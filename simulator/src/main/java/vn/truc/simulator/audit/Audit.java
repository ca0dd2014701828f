package vn.truc.simulator.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlanTotals;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.producer.emission.Traceparent;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Medium;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RegisterEntry;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * Reads the topics of an exchange and accounts for each document of a plan by its id.
 *
 * <p>Its verdict shares with what it judges the schemas and the plan, nothing else. It reads until everything is accounted for, or
 * until nothing has come any more for a while; so it may be started while the last documents are still on their way. Not
 * thread-safe.
 */
public final class Audit implements AutoCloseable {

    private static final int DOCUMENTS_MAX = 1 << 28;

    /** Twice, and a little more, since Java may not use all of the heap that it is given. */
    private static final double XMX_PER_HALF = 2.3;

    /** What the ledger keeps of a document with some addressees. */
    private static final int LEDGER_BYTES = 12;

    /** While nothing new has come the cluster is asked no more often. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Violations violations = new Violations();
    private final long seed;
    private final PlanIndex index;
    private final PlanTotals planned;
    private final MonthCheck months = new MonthCheck();
    private final Ledger ledger;
    private final ShareCheck shares;
    private final InboxCheck inboxCheck;
    private final LongSupplier nanoClock;
    private final TopicScan outbox;
    private final TopicScan register;
    private final TopicScan receipt;
    private final TopicScan deadLetter;
    private final TopicScan share;
    private final List<TopicScan> inboxes = new ArrayList<>();

    /**
     * Prepares an audit; walks the plan once, on all cores.
     *
     * @param documents how many documents of the plan, from the first, were issued
     * @param foreignRouter whether copies come from a router that is not ours, which need not stamp addressee and hops
     * @throws IllegalArgumentException when these are more than an audit can hold
     * @throws MissingTopicException when a topic of the exchange does not exist
     */
    public Audit(
            Plan plan,
            long documents,
            KafkaSettings kafka,
            TopicNames topics,
            boolean foreignRouter,
            LongSupplier nanoClock) {
        this(plan, documents, TopicScan.clients(kafka), topics, foreignRouter, nanoClock);
    }

    /** @param clients makes a client for each topic, which the audit closes */
    Audit(
            Plan plan,
            long documents,
            Function<String, Consumer<byte[], byte[]>> clients,
            TopicNames topics,
            boolean foreignRouter,
            LongSupplier nanoClock) {
        requireCountable(documents);
        // topics that are missing are named before the plan is walked
        this.outbox = scan(clients, topics.name(Topic.OUTBOX));
        this.register = scan(clients, topics.name(Topic.REGISTER));
        this.receipt = scan(clients, topics.name(Topic.RECEIPT));
        this.deadLetter = scan(clients, topics.name(Topic.DEAD_LETTER));
        this.share = scan(clients, topics.name(Topic.SHARE));
        topics.inboxes().forEach(inbox -> inboxes.add(scan(clients, inbox)));
        int count = (int) documents;
        this.nanoClock = nanoClock;
        this.seed = plan.seed();
        this.index = new PlanIndex(plan, count);
        this.ledger = new Ledger(count, index, months, violations);
        PlanTotals.Collector totals = new PlanTotals.Collector(plan);
        plan.walk(documents, document -> {
            index.add(document);
            ledger.planned(document);
            totals.add(document);
        });
        this.planned = totals.totals();
        this.shares = new ShareCheck(planned);
        this.inboxCheck = new InboxCheck(plan, index, ledger, violations, topics, !foreignRouter);
    }

    /**
     * Makes sure, before anything is issued, that an audit of so many documents is possible beside the exchange.
     *
     * @param heapBytes what the virtual machine may use
     * @throws IllegalArgumentException when it is not; the message says what to do
     */
    public static void requireRoom(long documents, long heapBytes) {
        requireCountable(documents);
        long needed = PlanIndex.bytes((int) documents) + documents * LEDGER_BYTES;
        // the exchange itself has to live, too
        if (needed > heapBytes / 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "an audit of %,d documents takes %,d MiB, more than half of the %,d MiB that Java may use; issue fewer with"
                            + " --documents or --duration, or give it more: TRUC_JAVA_OPTS=-Xmx%dg",
                    documents,
                    needed / (1 << 20),
                    heapBytes / (1 << 20),
                    (long) (needed * XMX_PER_HALF / (1L << 30)) + 1));
        }
    }

    private static void requireCountable(long documents) {
        if (documents > DOCUMENTS_MAX) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "an audit accounts for at most %,d documents, not %,d; issue fewer with --documents or --duration",
                    DOCUMENTS_MAX,
                    documents));
        }
    }

    private static TopicScan scan(Function<String, Consumer<byte[], byte[]>> clients, String topic) {
        return new TopicScan(clients.apply(topic), topic);
    }

    /** What the documents that were issued come to by the plan. */
    public PlanTotals planned() {
        return planned;
    }

    /**
     * Reads and judges.
     *
     * @param settle how long nothing must have come before what is missing counts as lost
     */
    public AuditResult run(Duration settle) {
        long quietSince = nanoClock.getAsLong();
        while (!(ledger.isComplete() && shares.matches())) {
            long read = readOn();
            if (read > 0) {
                quietSince = nanoClock.getAsLong();
            } else if (nanoClock.getAsLong() - quietSince > settle.toNanos()) {
                break;
            } else {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
        ledger.close();
        shares.close(violations);
        months.close(violations);
        return result();
    }

    /** One round; the inboxes last, but only as far as they reached before the outbox was read. */
    private long readOn() {
        List<Map<TopicPartition, Long>> inboxEnds =
                inboxes.stream().map(TopicScan::ends).toList();
        long read = outbox.readTo(outbox.ends(), this::issued);
        read += register.readTo(register.ends(), this::registered);
        read += deadLetter.readTo(deadLetter.ends(), this::refused);
        for (int inbox = 0; inbox < inboxes.size(); inbox++) {
            read += inboxes.get(inbox).readTo(inboxEnds.get(inbox), inboxCheck::copy);
        }
        read += receipt.readTo(receipt.ends(), this::confirmed);
        read += share.readTo(share.ends(), record -> () -> shares.report(record, violations));
        return read;
    }

    /** Anybody may write anything on the outbox; only what is a planned document matters here. */
    private Runnable issued(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Audit::nothing;
        }
        try {
            PlannedDocument document = index.find(Wire.HEADER
                    .decode(Wire.ENVELOPE.decode(record.value()).getHeader())
                    .getDocumentId());
            return document == null ? Audit::nothing : () -> ledger.issued((int) document.n());
        } catch (UnreadableRecordException refusedByTheAxis) {
            return Audit::nothing;
        }
    }

    private static void nothing() {}

    private Runnable registered(ConsumerRecord<byte[], byte[]> record) {
        try {
            RegisterEntry entry = Wire.REGISTER_ENTRY.decode(record.value());
            PlannedDocument document = index.find(entry.getDocumentId());
            return () -> ledger.registered(entry, document);
        } catch (UnreadableRecordException e) {
            return violation(Guarantee.EVERY_DOCUMENT_ACCOUNTED_FOR, record, e);
        }
    }

    private Runnable refused(ConsumerRecord<byte[], byte[]> record) {
        try {
            DeadLetter letter = Wire.DEAD_LETTER.decode(record.value());
            Header trace = record.headers().lastHeader(RecordHeaders.TRACEPARENT);
            long traced = trace == null || trace.value() == null ? -1 : Traceparent.documentOf(trace.value(), seed);
            return () -> ledger.refused(letter, traced);
        } catch (UnreadableRecordException e) {
            return violation(Guarantee.EVERY_DOCUMENT_ACCOUNTED_FOR, record, e);
        }
    }

    private Runnable confirmed(ConsumerRecord<byte[], byte[]> record) {
        try {
            Receipt receipt = Wire.RECEIPT.decode(record.value());
            PlannedDocument document = index.find(receipt.getDocumentId());
            return () -> ledger.confirmed(receipt, document);
        } catch (UnreadableRecordException e) {
            return violation(Guarantee.NO_FORGERY_DELIVERED, record, e);
        }
    }

    private Runnable violation(
            Guarantee guarantee, ConsumerRecord<byte[], byte[]> record, UnreadableRecordException cause) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        return () -> violations.add(guarantee, place + ": " + cause.getMessage());
    }

    private AuditResult result() {
        Map<Guarantee, List<String>> found = new LinkedHashMap<>();
        for (Guarantee guarantee : Guarantee.values()) {
            found.put(guarantee, violations.of(guarantee));
        }
        Map<Medium, Long> delivered = ledger.deliveredDocuments();
        return new AuditResult(
                found,
                delivered.getOrDefault(Medium.ELECTRONIC, 0L),
                delivered.getOrDefault(Medium.PARALLEL, 0L),
                ledger.registeredDocuments(false),
                ledger.registeredDocuments(true),
                ledger.refusals(),
                ledger.delivered(),
                ledger.refusedDeliveries(),
                shares.byLevel(),
                months.found(),
                ledger.faults());
    }

    @Override
    public void close() {
        List<TopicScan> scans = new ArrayList<>(inboxes);
        scans.addAll(List.of(outbox, register, receipt, deadLetter, share));
        scans.forEach(TopicScan::close);
    }
}
