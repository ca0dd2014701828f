package vn.truc.console.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.Receipt;
import vn.truc.schemas.wire.RecordHeaders;
import vn.truc.schemas.wire.UnreadableRecordException;
import vn.truc.schemas.wire.Wire;

/**
 * Deliveries between the four levels and the time they took, from receipts. Receipts come from one thread, a reader takes
 * seconds from another; they meet once a batch and once a second.
 */
final class ReceiptTally {

    private static final int LEVELS = AdministrativeLevel.values().length;

    /** Rates are those of so many readings, or they would flicker with the transactions of the addressees. */
    private static final int READINGS = 3;

    /** Two readings that are closer than this give no rate worth showing. */
    static final long READING_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(500);

    private static final double MILLI = 1_000;
    private static final int LATENCY_DIGITS = 2;

    private final AgencyNames agencies;
    private final long[] total = new long[LEVELS * LEVELS];
    private final Histogram latency = new Histogram(LATENCY_DIGITS);
    private final Deque<Reading> readings = new ArrayDeque<>();
    private long delivered;
    private @Nullable Long simulatedNow;

    private static final class Reading {
        private final long nanos;
        private final long[] total;
        private final long delivered;

        private Reading(long nanos, long[] total, long delivered) {
            this.nanos = nanos;
            this.total = total;
            this.delivered = delivered;
        }

        private double secondsTo(Reading later) {
            return Math.max(READING_NANOS_MIN, later.nanos - nanos) / 1e9;
        }
    }

    /**
     * What happened since the reading before.
     *
     * @param p50 milliseconds, as {@code p99} and {@code max}; null when nothing was delivered
     * @param simulatedNow milliseconds since the epoch, or null before the first receipt
     */
    record Second(
            State.Flow flow,
            double delivered,
            @Nullable Double p50,
            @Nullable Double p99,
            @Nullable Double max,
            @Nullable Long simulatedNow) {}

    ReceiptTally(AgencyNames agencies) {
        this.agencies = agencies;
    }

    /** Takes in what a poll of the receipt topic gave. */
    synchronized void onRecords(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            onReceipt(record);
        }
    }

    /** Reads the time since the last reading; from one thread. */
    synchronized Second read(long nanos) {
        Reading now = new Reading(nanos, total.clone(), delivered);
        Reading last = readings.peekLast();
        double delivering = last == null ? 0 : (delivered - last.delivered) / last.secondsTo(now);
        State.Flow flow = flow(readings.isEmpty() ? now : readings.peekFirst(), now);
        readings.addLast(now);
        if (readings.size() > READINGS) {
            readings.removeFirst();
        }
        boolean any = latency.getTotalCount() > 0;
        Second second = new Second(
                flow,
                delivering,
                any ? latency.getValueAtPercentile(50) / MILLI : null,
                any ? latency.getValueAtPercentile(99) / MILLI : null,
                any ? latency.getMaxValue() / MILLI : null,
                simulatedNow);
        latency.reset();
        return second;
    }

    private void onReceipt(ConsumerRecord<byte[], byte[]> record) {
        Receipt receipt;
        try {
            receipt = Wire.RECEIPT.decode(record.value());
        } catch (UnreadableRecordException e) {
            // the audit names it; a page that counts has nothing to show of it
            return;
        }
        delivered++;
        simulatedNow = receipt.getIssuedAt();
        Header intended = record.headers().lastHeader(RecordHeaders.INTENDED_AT);
        if (intended != null) {
            long micros = receipt.getReceivedAt() - RecordHeaders.toLong(intended.value(), receipt.getReceivedAt());
            latency.recordValue(Math.max(0, micros));
        }
        AdministrativeLevel from = agencies.levelOf(receipt.getSender());
        AdministrativeLevel to = agencies.levelOf(receipt.getAddressee());
        if (from != null && to != null) {
            total[from.ordinal() * LEVELS + to.ordinal()]++;
        }
    }

    private static State.Flow flow(Reading from, Reading to) {
        List<List<Double>> perSecond = new ArrayList<>(LEVELS);
        List<List<Long>> totals = new ArrayList<>(LEVELS);
        double seconds = from.secondsTo(to);
        for (int sender = 0; sender < LEVELS; sender++) {
            List<Double> rates = new ArrayList<>(LEVELS);
            List<Long> sums = new ArrayList<>(LEVELS);
            for (int addressee = 0; addressee < LEVELS; addressee++) {
                int cell = sender * LEVELS + addressee;
                rates.add((to.total[cell] - from.total[cell]) / seconds);
                sums.add(to.total[cell]);
            }
            perSecond.add(rates);
            totals.add(sums);
        }
        return new State.Flow(perSecond, totals);
    }
}
