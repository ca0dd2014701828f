package vn.truc.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RoutingTransactionTest {

    private final AtomicLong nanos = new AtomicLong();
    private long commitTakesMillis;

    @Test
    void isDueAfterItsInterval() {
        RoutingTransaction transaction = transaction();

        transaction.beginIfClosed();

        assertThat(transaction.dueInNanos()).isEqualTo(millis(25));
        nanos.addAndGet(millis(30));
        assertThat(transaction.dueInNanos()).isZero();
    }

    @Test
    void staysOpenTwiceAsLongAsTheQuickerOfTheLastTwoCommitsTookAndNeverLongerThanASecond() {
        RoutingTransaction transaction = transaction();

        assertThat(dueAfterACommitOf(100, transaction))
                .as("a single pause stretches nothing")
                .isEqualTo(millis(25));
        assertThat(dueAfterACommitOf(200, transaction)).isEqualTo(millis(200));
        assertThat(dueAfterACommitOf(5_000, transaction)).isEqualTo(millis(400));
        assertThat(dueAfterACommitOf(5_000, transaction)).isEqualTo(millis(1_000));
        assertThat(dueAfterACommitOf(2, transaction)).isEqualTo(millis(25));
    }

    private long dueAfterACommitOf(long commitMillis, RoutingTransaction transaction) {
        commitTakesMillis = commitMillis;
        transaction.beginIfClosed();
        transaction.commit(new MockConsumer<byte[], byte[]>("earliest").groupMetadata());
        transaction.beginIfClosed();
        return transaction.dueInNanos();
    }

    private RoutingTransaction transaction() {
        return new RoutingTransaction(new SlowCluster(), Duration.ofMillis(25), nanos::get);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private final class SlowCluster implements RouterClients {

        @Override
        public Producer<byte[], byte[]> producer() {
            return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public void commitTransaction() {
                    nanos.addAndGet(millis(commitTakesMillis));
                    super.commitTransaction();
                }
            };
        }

        @Override
        public Consumer<byte[], byte[]> outbox() {
            return new MockConsumer<>("earliest");
        }

        @Override
        public Consumer<byte[], byte[]> seen() {
            return new MockConsumer<>("earliest");
        }

        @Override
        public Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions) {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
