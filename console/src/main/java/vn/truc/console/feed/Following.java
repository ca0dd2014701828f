package vn.truc.console.feed;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.ShareBoard;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.wire.Topic;
import vn.truc.schemas.wire.TopicNames;

/** The topics of an exchange, followed while somebody watches. What it holds is for any thread. */
final class Following implements AutoCloseable {

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AgencyNames agencies = new AgencyNames();
    private final ReceiptTally receipts = new ReceiptTally(agencies);
    private final RefusalLog refusals;
    private final ShareBoard share;
    private final ClusterWatch cluster;
    private final Readers readers;

    /**
     * Starts to follow; what was written before is read in the background.
     *
     * @param nowMillis wall clock
     */
    Following(KafkaSettings kafka, TopicNames topics, Meters meters, long nowMillis) {
        refusals = new RefusalLog(nowMillis);
        cluster = new ClusterWatch(Admin.create(kafka.admin("truc-console")), topics);
        share = ShareBoard.open(kafka, topics.prefix(), true, Readers.UNHURRIED, this::fail);
        readers = new Readers(kafka, topics, meters, this::fail);
        readers.run(cluster);
        readers.table(Topic.DIRECTORY, agencies::onRow);
        readers.tail(Topic.RECEIPT, TopicTail.From.NOW, receipts::onRecords);
        readers.tail(Topic.DEAD_LETTER, TopicTail.From.BEGINNING, refusals::onRecords);
    }

    AgencyNames agencies() {
        return agencies;
    }

    ReceiptTally receipts() {
        return receipts;
    }

    RefusalLog refusals() {
        return refusals;
    }

    ShareBoard share() {
        return share;
    }

    ClusterWatch cluster() {
        return cluster;
    }

    /** What ended a part, so that this should be closed and begun anew; or null. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    @Override
    public void close() {
        share.close();
        readers.close();
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }
}
