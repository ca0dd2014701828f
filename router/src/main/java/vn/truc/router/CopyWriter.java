package vn.truc.router;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import vn.truc.router.routing.Admission;
import vn.truc.router.routing.Route;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.verify.DeadLetters;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.Wire;

/** Makes the records that follow from a decision. The envelope goes through byte for byte. */
final class CopyWriter {

    private static final Header IS_PRIMARY = new RecordHeader(RecordHeaders.PRIMARY, new byte[] {1});
    private static final Header NOT_PRIMARY = new RecordHeader(RecordHeaders.PRIMARY, new byte[] {0});

    /** None of the headers that are carried over is longer; nor may what a stranger puts into them grow with each copy. */
    private static final int CARRIED_BYTES_MAX = 64;

    private static final Header[] COPIES = new Header[128];

    static {
        for (int copy = 0; copy < COPIES.length; copy++) {
            COPIES[copy] = new RecordHeader(RecordHeaders.COPY, RecordHeaders.ofInt(copy));
        }
    }

    private final String[] inboxes = new String[AdministrativeLevel.values().length];
    private final String deadLetterTopic;
    private final DeadLetters letters;

    CopyWriter(RouterSettings settings) {
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            inboxes[level.ordinal()] = settings.topic(Topic.inbox(level));
        }
        deadLetterTopic = settings.topic(Topic.DEAD_LETTER);
        letters = new DeadLetters(Role.ROUTER, settings.policy().sizes());
    }

    ProducerRecord<byte[], byte[]> copy(
            ConsumerRecord<byte[], byte[]> original, Route route, int copy, boolean primary) {
        List<Header> headers = carriedOver(original, 7);
        headers.add(new RecordHeader(RecordHeaders.ADDRESSEE, route.addressee()));
        headers.add(
                copy < COPIES.length ? COPIES[copy] : new RecordHeader(RecordHeaders.COPY, RecordHeaders.ofInt(copy)));
        headers.add(primary ? IS_PRIMARY : NOT_PRIMARY);
        headers.add(new RecordHeader(RecordHeaders.HOPS, route.hops()));
        String inbox = inboxes[route.addresseeLevel().ordinal()];
        return new ProducerRecord<>(inbox, null, route.addressee(), original.value(), headers);
    }

    /** The whole document is refused. */
    ProducerRecord<byte[], byte[]> refusal(ConsumerRecord<byte[], byte[]> original, Admission.Refused refused) {
        return deadLetter(
                original, letters.ofDocument(of(original, refused.header()), refused.reason(), refused.detail()));
    }

    /** The copy for one addressee is refused; the document goes to the others. */
    ProducerRecord<byte[], byte[]> refusedCopy(
            ConsumerRecord<byte[], byte[]> original, DispatchHeader header, String addressee) {
        String detail = "the directory does not know " + addressee;
        return deadLetter(
                original, letters.ofCopy(of(original, header), RefusalReason.UNKNOWN_ADDRESSEE, detail, addressee));
    }

    private ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> original, DeadLetter letter) {
        return new ProducerRecord<>(
                deadLetterTopic,
                null,
                DeadLetters.key(letter, original.key()),
                Wire.DEAD_LETTER.encode(letter),
                carriedOver(original, 3));
    }

    private static DeadLetters.Refused of(ConsumerRecord<byte[], byte[]> original, @Nullable DispatchHeader header) {
        return DeadLetters.Refused.of(
                original.topic(), original.partition(), original.offset(), original.key(), original.value(), header);
    }

    private static List<Header> carriedOver(ConsumerRecord<byte[], byte[]> original, int headersMax) {
        List<Header> headers = new ArrayList<>(headersMax);
        carryOver(original, RecordHeaders.INTENDED_AT, headers);
        carryOver(original, RecordHeaders.SENT_AT, headers);
        carryOver(original, RecordHeaders.TRACEPARENT, headers);
        return headers;
    }

    private static void carryOver(ConsumerRecord<byte[], byte[]> original, String name, List<Header> headers) {
        Header header = original.headers().lastHeader(name);
        if (header != null && header.value() != null && header.value().length <= CARRIED_BYTES_MAX) {
            headers.add(header);
        }
    }
}
