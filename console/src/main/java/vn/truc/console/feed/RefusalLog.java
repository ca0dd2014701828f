package vn.truc.console.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalReason;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/** The dead letters: how many by reason, and the latest of them without their bodies. Thread-safe. */
final class RefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

    private static final int KEPT = 200;
    private static final int SHOWN = 20;

    private static final Comparator<Letter> BY_TIME = Comparator.<Letter>comparingLong(
                    letter -> letter.line().at())
            .thenComparingLong(letter -> letter.line().n());

    private final Map<RefusalReason, Tally> byReason = new EnumMap<>(RefusalReason.class);
    /** The oldest of them first; partitions are read one after the other, so a letter may come after later ones. */
    private final PriorityQueue<Letter> latest = new PriorityQueue<>(KEPT, BY_TIME);

    private final long since;
    private long total;
    private long sinceOpened;

    private static final class Tally {
        private long total;
        private final LastMinute lastMinute = new LastMinute();
    }

    /** @param sinceMillis whatever was refused before is counted, but is no news */
    RefusalLog(long sinceMillis) {
        this.since = sinceMillis;
    }

    /** Takes in what a poll of the dead-letter topic gave. */
    synchronized void onRecords(ConsumerRecords<byte[], byte[]> records) {
        long[] times = StreamSupport.stream(records.spliterator(), false)
                .mapToLong(ConsumerRecord::timestamp)
                .sorted()
                .toArray();
        // what others of the same poll would push out at once need not be read to the end
        long earliest = times.length <= KEPT ? Long.MIN_VALUE : times[times.length - KEPT];
        for (ConsumerRecord<byte[], byte[]> record : records) {
            onLetter(record, record.timestamp() >= earliest);
        }
    }

    /** How many documents and copies were refused since the time that was given. */
    synchronized long sinceOpened() {
        return sinceOpened;
    }

    /** The counts and the latest letters. */
    synchronized State.Refusals read(long nowMillis) {
        List<State.ReasonCount> counts = new ArrayList<>();
        byReason.forEach((reason, tally) ->
                counts.add(new State.ReasonCount(reason.name(), tally.total, tally.lastMinute.sum(nowMillis))));
        counts.sort(Comparator.comparingLong(State.ReasonCount::total).reversed());
        List<State.LetterLine> lines = latest.stream()
                .sorted(BY_TIME.reversed())
                .limit(SHOWN)
                .map(Letter::line)
                .toList();
        return new State.Refusals(total, counts, lines);
    }

    /** A letter that is still kept, or null. */
    synchronized @Nullable Letter find(long n) {
        for (Letter letter : latest) {
            if (letter.line().n() == n) {
                return letter;
            }
        }
        return null;
    }

    private void onLetter(ConsumerRecord<byte[], byte[]> record, boolean mayBeKept) {
        DeadLetter letter;
        try {
            letter = Wire.DEAD_LETTER.decode(record.value());
        } catch (UnreadableRecordException e) {
            LOG.warn(
                    "The dead letter at {}-{}, offset {} is unreadable and not shown: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return;
        }
        total++;
        if (record.timestamp() >= since) {
            sinceOpened++;
        }
        Tally tally = byReason.computeIfAbsent(letter.getReason(), reason -> new Tally());
        tally.total++;
        tally.lastMinute.add(record.timestamp());
        Letter oldest = latest.size() < KEPT ? null : latest.peek();
        if (mayBeKept && (oldest == null || record.timestamp() >= oldest.line().at())) {
            latest.add(Letter.of(line(total, record.timestamp(), letter), letter));
            if (oldest != null) {
                latest.remove();
            }
        }
    }

    private static State.LetterLine line(long n, long at, DeadLetter letter) {
        return new State.LetterLine(
                n,
                at,
                letter.getReason().name(),
                letter.getDetail(),
                letter.getRefusedBy().name(),
                letter.getScope().name(),
                letter.getDocumentId(),
                letter.getSender(),
                letter.getAddressee());
    }
}
