package vn.truc.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.Entry.Countable;
import vn.truc.consumer.Entry.Once;
import vn.truc.consumer.Entry.Uncounted;
import vn.truc.consumer.Entry.Unreadable;
import vn.truc.consumer.share.CountEvent;
import vn.truc.consumer.share.CountedIds.Account;
import vn.truc.consumer.share.CountingRules;
import vn.truc.consumer.share.Counts;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.RefusalScope;
import vn.truc.schemas.avro.RegisterEntry;
import vn.truc.schemas.document.DocumentId;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * Reads the records of receipt, register and dead letter, each once. What is unreadable becomes a value; it never throws.
 * Thread-safe.
 */
final class EntryReader implements Deserializer<Entry> {

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final Map<String, Topic> topics = new HashMap<>();

    EntryReader(TopicNames names) {
        for (Topic topic : ShareTopology.COUNTED_TOPICS) {
            topics.put(names.name(topic), topic);
        }
    }

    @Override
    public Entry deserialize(String topicName, byte @Nullable [] bytes) {
        return read(topicName, null, bytes);
    }

    @Override
    public Entry deserialize(String topicName, Headers headers, byte @Nullable [] bytes) {
        return read(topicName, headers, bytes);
    }

    private Entry read(String topicName, @Nullable Headers headers, byte @Nullable [] bytes) {
        Topic topic = topics.get(topicName);
        if (topic == null) {
            throw new IllegalArgumentException("topic " + topicName + " is none of those that are counted");
        }
        if (bytes == null) {
            return new Unreadable(topic, "an empty record");
        }
        try {
            return switch (topic) {
                case RECEIPT -> receipt(Wire.RECEIPT.decode(bytes));
                case REGISTER -> registered(Wire.REGISTER_ENTRY.decode(bytes));
                case DEAD_LETTER -> refused(Wire.DEAD_LETTER.decode(bytes), headers);
                default -> throw new IllegalArgumentException("topic " + topicName + " is not counted");
            };
        } catch (UnreadableRecordException e) {
            return new Unreadable(topic, String.valueOf(e.getMessage()));
        }
    }

    private static Entry receipt(Receipt receipt) {
        CountEvent event = new CountEvent.Received(receipt.getMedium(), receipt.getPrimary());
        return new Countable(
                Topic.RECEIPT,
                receipt.getSender(),
                Math.max(0, receipt.getIssuedAt()),
                CountingRules.isDateVouchedFor(event),
                true,
                CountingRules.contributionOf(event),
                null);
    }

    private static Entry registered(RegisterEntry entry) {
        return counted(
                Topic.REGISTER,
                new CountEvent.Registered(entry.getClassified()),
                entry.getSender(),
                entry.getDocumentId(),
                entry.getIssuedAt(),
                Account.PAPER);
    }

    private static Entry refused(DeadLetter letter, @Nullable Headers headers) {
        boolean primary = headers != null && InboxStep.isPrimary(headers);
        // a copy stands behind the axis, which lets a document through once, so it cannot be refused twice
        Account account = letter.getScope() == RefusalScope.DOCUMENT ? Account.REFUSED : null;
        return counted(
                Topic.DEAD_LETTER,
                new CountEvent.Refused(letter.getReason(), letter.getScope(), primary),
                letter.getSender(),
                letter.getDocumentId(),
                letter.getIssuedAt(),
                account);
    }

    private static Entry counted(
            Topic topic,
            CountEvent event,
            @Nullable String sender,
            @Nullable String documentId,
            @Nullable Long issuedAt,
            @Nullable Account account) {
        Counts contribution = CountingRules.contributionOf(event);
        if (contribution.equals(Counts.NONE)) {
            return new Uncounted(topic);
        }
        DocumentId id = documentId == null ? null : DocumentId.parse(documentId);
        if (sender == null || id == null || issuedAt == null || !id.organ().equals(sender)) {
            return new Unreadable(
                    topic,
                    "sender " + sender + ", document " + documentId + ", issued at " + issuedAt
                            + " do not name a document of an agency");
        }
        long atMillis = Math.max(0, issuedAt);
        boolean vouchedFor = CountingRules.isDateVouchedFor(event);
        return new Countable(
                topic,
                sender,
                atMillis,
                vouchedFor,
                // one day either way, because the day is written in local time
                vouchedFor || Math.abs(atMillis / DAY_MILLIS - id.date().toEpochDay()) <= 1,
                contribution,
                account == null ? null : new Once(account, id));
    }
}
