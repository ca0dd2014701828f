package vn.truc.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import vn.truc.runtime.metrics.CurrentTrace;
import vn.truc.runtime.pace.Pacer;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.DispatchHeader;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.avro.Role;
import vn.truc.schemas.verify.DeadLetters;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.SizeLimits;
import vn.truc.schemas.wire.Wire;

/**
 * Answers each copy in an inbox: with a receipt to its sender, or with a dead letter that keeps its bytes and its headers,
 * by one of which, {@code truc-primary}, the counting sees whether the refused copy was to count for the document.
 *
 * <p>What it writes carries the time of the wall clock. The envelope is decoded once.
 */
@SuppressWarnings("NullAway.Init") // the library calls init before anything else
final class InboxStep implements Processor<byte[], byte[], byte[], byte[]> {

    /** The node to which receipts go. */
    static final String RECEIPTS = "receipts";

    /** The node to which refusals go. */
    static final String REFUSALS = "refusals";

    private static final byte[] PRIMARY = {1};

    /** What the lengths of a header's name and value take at most, and each character of its name. */
    private static final int HEADER_BYTES = 10;

    private static final int CHARACTER_BYTES_MAX = 3;

    private final Supplier<CopyInspector> inspectors;
    private final ConsumerMeters meters;
    private final IdleCommit idleCommit;
    private final Clock clock;

    private CopyInspector inspector;
    private DeadLetters letters;
    private ProcessorContext<byte[], byte[]> context;
    private IdleCommit.Watch commits;

    /** @param inspectors makes an inspector for one thread */
    InboxStep(Supplier<CopyInspector> inspectors, ConsumerMeters meters, IdleCommit idleCommit, Clock clock) {
        this.inspectors = inspectors;
        this.meters = meters;
        this.idleCommit = idleCommit;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        inspector = inspectors.get();
        letters = new DeadLetters(Role.CONSUMER, inspector.sizes());
        context = taskContext;
        commits = idleCommit.watch(taskContext);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        commits.worked();
        RecordMetadata place = context.recordMetadata().orElseThrow();
        Inspection inspection = inspector.inspect(place.topic(), record.key(), record.value(), record.headers());
        long nowMicros = Pacer.epochMicros(clock.instant());
        long nowMillis = TimeUnit.MICROSECONDS.toMillis(nowMicros);
        if (inspection instanceof Inspection.Delivered delivered) {
            measure(delivered, record.headers(), nowMicros);
            boolean primary = isPrimary(record.headers(), delivered.header(), delivered.addressee());
            Receipt receipt = receipt(delivered, primary, nowMicros);
            context.forward(
                    new Record<>(
                            bytes(receipt.getSender()),
                            Wire.RECEIPT.encode(receipt),
                            nowMillis,
                            intendedTime(record.headers())),
                    RECEIPTS);
        } else {
            Inspection.Refused refused = (Inspection.Refused) inspection;
            meters.refused(refused.reason());
            DeadLetter letter = letters.ofCopy(
                    DeadLetters.Refused.of(
                            place.topic(),
                            place.partition(),
                            place.offset(),
                            record.key(),
                            record.value(),
                            refused.header()),
                    refused.reason(),
                    refused.detail(),
                    refused.addressee());
            byte[] key = DeadLetters.key(letter, null);
            Record<byte[], byte[]> refusal =
                    new Record<>(key, Wire.DEAD_LETTER.encode(letter), nowMillis, kept(record.headers()));
            if (!isPrimary(record.headers()) && isPrimary(record.headers(), refused.header(), refused.addressee())) {
                refusal.headers().add(RecordHeaders.PRIMARY, PRIMARY);
            }
            context.forward(refusal, REFUSALS);
        }
    }

    /** All of them; of more than the transport ever adds, only the mark of the primary copy. */
    private static Headers kept(Headers headers) {
        long bytes = 0;
        for (Header header : headers) {
            bytes += HEADER_BYTES
                    + CHARACTER_BYTES_MAX * (long) header.key().length()
                    + (header.value() == null ? 0 : header.value().length);
        }
        if (bytes <= SizeLimits.TRANSPORT_BYTES) {
            return headers;
        }
        Headers marked = new org.apache.kafka.common.header.internals.RecordHeaders();
        return isPrimary(headers) ? marked.add(RecordHeaders.PRIMARY, PRIMARY) : marked;
    }

    /** Whether the record is marked as the copy by which its document is counted. */
    static boolean isPrimary(Headers headers) {
        return isSet(headers.lastHeader(RecordHeaders.PRIMARY));
    }

    /** Whether a copy is that by which its document is counted: the marked one, or where no router marks, the first. */
    private static boolean isPrimary(Headers headers, @Nullable DispatchHeader header, @Nullable String addressee) {
        Header mark = headers.lastHeader(RecordHeaders.PRIMARY);
        if (mark != null) {
            return isSet(mark);
        }
        return header != null
                && !header.getAddressees().isEmpty()
                && header.getAddressees().get(0).equals(addressee);
    }

    private static boolean isSet(@Nullable Header mark) {
        return mark != null && mark.value() != null && mark.value().length == 1 && mark.value()[0] == 1;
    }

    private void measure(Inspection.Delivered delivered, Headers headers, long nowMicros) {
        meters.delivered(delivered.level());
        long intendedMicros = micros(headers, RecordHeaders.INTENDED_AT);
        if (intendedMicros < 0) {
            return;
        }
        Header trace = headers.lastHeader(RecordHeaders.TRACEPARENT);
        CurrentTrace.set(trace == null ? null : trace.value());
        meters.deliveredAfter(
                intendedMicros, nowMicros, delivered.level(), delivered.header().getPriority());
        long sentMicros = micros(headers, RecordHeaders.SENT_AT);
        if (sentMicros >= 0) {
            meters.deliveredAfterSending(intendedMicros, sentMicros, nowMicros);
        }
    }

    /** A receipt carries on when its document was to be issued, so that whoever reads it knows how long that took. */
    private static Headers intendedTime(Headers copy) {
        Header intended = copy.lastHeader(RecordHeaders.INTENDED_AT);
        return intended == null || intended.value() == null || intended.value().length != Long.BYTES
                ? new org.apache.kafka.common.header.internals.RecordHeaders()
                : new org.apache.kafka.common.header.internals.RecordHeaders(new Header[] {intended});
    }

    /** A time that the transport added, or -1 where it is missing. */
    private static long micros(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? -1 : RecordHeaders.toLong(header.value(), -1);
    }

    private static Receipt receipt(Inspection.Delivered delivered, boolean primary, long nowMicros) {
        DispatchHeader header = delivered.header();
        return new Receipt(
                header.getDocumentId(),
                header.getSender(),
                delivered.addressee(),
                header.getMedium(),
                header.getPriority(),
                primary,
                header.getIssuedAt(),
                nowMicros);
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }
}
