package vn.truc.producer;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedDocument;

/** Records that are sent beside documents and are to be refused, each in its time. Not thread-safe. */
final class Strays {

    private record Stray(long dueNanos, ProducerRecord<byte[], byte[]> record) {}

    private final Plan plan;
    private final FaultMaker faults;
    private final Consumer<ProducerRecord<byte[], byte[]>> sending;
    private final Queue<Stray> nextDay = new PriorityQueue<>(Comparator.comparingLong(Stray::dueNanos));
    private final Queue<Stray> atEnd = new ArrayDeque<>();

    /** @param sending takes the records when it is their time */
    Strays(Plan plan, Consumer<ProducerRecord<byte[], byte[]>> sending) {
        this.plan = plan;
        this.faults = new FaultMaker(plan);
        this.sending = sending;
    }

    /** A document that {@linkplain PlannedDocument#hasStray has a stray} was handed to the cluster as {@code record}. */
    void beside(PlannedDocument document, ProducerRecord<byte[], byte[]> record) {
        Stray stray = new Stray(plan.nextDayOffsetNanos(document), faults.stray(document, record));
        if (document.fault() == Fault.RESENT_NEXT_DAY) {
            nextDay.add(stray);
        } else if (document.fault() == Fault.RESENT_AT_END) {
            atEnd.add(stray);
        } else {
            sending.accept(stray.record());
        }
    }

    /** Sends what is due. */
    void sendDue(long elapsedNanos) {
        for (Stray next = nextDay.peek(); next != null && next.dueNanos() <= elapsedNanos; next = nextDay.peek()) {
            nextDay.remove();
            sending.accept(next.record());
        }
    }

    /** Sends everything that waits: no more documents come. */
    void sendAll() {
        sendDue(Long.MAX_VALUE);
        for (Stray next = atEnd.poll(); next != null; next = atEnd.poll()) {
            sending.accept(next.record());
        }
    }
}
