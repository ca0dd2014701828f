package vn.truc.simulator.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.TopicScan;

/**
 * Reads the topics of an exchange after the fact and works out, without the plan, whether what stands there can have come
 * about rightly: every record of the outbox has one fate, every delivery is genuine, receipts and shares follow.
 *
 * <p>Seals are verified once more, with Bouncy Castle whatever the roles used. It shares with what it judges the schemas,
 * nothing else. It holds some hundred bytes for each accepted document. Not thread-safe.
 */
public final class LogAudit implements AutoCloseable {

    private static final int TREE_HEADS = 1 << 16;

    private final Function<String, Consumer<byte[], byte[]>> clients;
    private final TopicNames topics;
    private final VerificationPolicy policy;
    private final CryptoProvider provider;
    private final Findings findings = new Findings();
    private final Directory directory;
    private final ThreadLocal<EnvelopeVerifier> verifiers;
    private final List<TopicScan> scans = new ArrayList<>();

    /**
     * Connects to the topics, which must exist.
     *
     * @param anchor to which certificates must chain, or null to take the one that the directory holds
     * @param policy what was asked of envelopes
     */
    public LogAudit(KafkaSettings kafka, TopicNames topics, @Nullable TrustAnchor anchor, VerificationPolicy policy) {
        this(TopicScan.clients(kafka), topics, anchor, policy, CryptoProvider.bouncyCastle());
    }

    /**
     * @param clients makes a client for each topic, which the audit closes
     * @param provider with which seals are verified
     */
    LogAudit(
            Function<String, Consumer<byte[], byte[]>> clients,
            TopicNames topics,
            @Nullable TrustAnchor anchor,
            VerificationPolicy policy,
            CryptoProvider provider) {
        this.clients = clients;
        this.provider = provider;
        this.topics = topics;
        this.policy = policy;
        this.directory = new Directory(anchor, provider);
        VerifiedTreeHeads heads = new VerifiedTreeHeads(TREE_HEADS);
        this.verifiers = ThreadLocal.withInitial(() -> new EnvelopeVerifier(directory, policy, heads, provider));
    }

    /** Reads and judges everything that is committed by now. */
    public LogResult run() {
        TopicScan directoryRows = scan(topics.name(Topic.DIRECTORY));
        directoryRows.readTo(directoryRows.ends(), row -> () -> directory.applyRow(row.key(), row.value()));
        TopicScan receiptScan = scan(topics.name(Topic.RECEIPT));
        TopicScan shareScan = scan(topics.name(Topic.SHARE));
        TopicScan outboxScan = scan(topics.name(Topic.OUTBOX));
        Digests digests = new Digests(provider);
        ShareLog shares = new ShareLog(directory, findings);

        Refusals refusals = new Refusals(findings);
        TopicScan letterScan = scan(topics.name(Topic.DEAD_LETTER));
        letterScan.readTo(letterScan.ends(), record -> both(refusals.letter(record), () -> shares.letter(record)));

        Map<TopicPartition, Long> outboxEnds = outboxScan.ends();
        OutboxLog outbox =
                new OutboxLog(directory, verifiers, policy.sizes(), digests, refusals, findings, outboxEnds.size());
        outboxScan.readTo(outboxEnds, outbox::record);

        Map<String, Integer> partitions = new HashMap<>();
        DeliveryLog deliveries =
                new DeliveryLog(directory, verifiers, digests, topics, partitions, outbox, refusals, findings);
        for (String inbox : topics.inboxes()) {
            TopicScan inboxScan = scan(inbox);
            Map<TopicPartition, Long> ends = inboxScan.ends();
            partitions.put(inbox, ends.size());
            inboxScan.readTo(ends, deliveries::copy);
        }
        receiptScan.readTo(
                receiptScan.ends(), record -> both(deliveries.receipt(record), () -> shares.receipt(record)));
        TopicScan registerScan = scan(topics.name(Topic.REGISTER));
        registerScan.readTo(registerScan.ends(), record -> () -> shares.entry(record));
        shareScan.readTo(shareScan.ends(), record -> () -> shares.report(record));

        outbox.close();
        shares.close();
        return new LogResult(
                findings.all(),
                outbox.records(),
                outbox.accepted().size(),
                outbox.refused(),
                deliveries.copies(),
                deliveries.receipts());
    }

    private static Runnable both(Runnable one, Runnable other) {
        return () -> {
            one.run();
            other.run();
        };
    }

    private TopicScan scan(String topic) {
        TopicScan scan = new TopicScan(clients.apply(topic), topic);
        scans.add(scan);
        return scan;
    }

    @Override
    public void close() {
        scans.forEach(TopicScan::close);
    }
}
