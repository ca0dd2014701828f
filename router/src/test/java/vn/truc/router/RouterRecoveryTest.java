package vn.truc.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.truc.router.Exchange.COMMUNE;
import static vn.truc.router.Exchange.DISTRICT;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalReason;

class RouterRecoveryTest extends RouterFixture {

    @Test
    void nothingIsVisibleOrCountedBeforeTheTransactionEnds() {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        assertThat(cluster.producer.history()).isEmpty();
        assertThat(routedCopies()).isZero();

        commit();

        assertThat(committed("truc.inbox.")).hasSize(1);
        assertThat(routedCopies()).isEqualTo(1);
        assertThat(cluster.committedOffsets().values())
                .extracting(offset -> offset.offset())
                .containsExactly(1L);
    }

    @Test
    void theIndexSurvivesTheRouter() throws Exception {
        // given rows that another router wrote for the partition
        byte[] envelope = exchange.sealed(DISTRICT, 7, List.of("H51.21.1"));
        int partition = partitionOf("H51.21");
        serving();
        issue(DISTRICT, envelope);
        commit();
        List<ProducerRecord<byte[], byte[]>> rows = committed("truc.seen");
        assertThat(rows).extracting(ProducerRecord::partition).containsExactly(partition);

        // when the partition comes back after it was lost
        cluster.takeAway();
        cluster.fillIndex(rows);
        cluster.assignAgain();
        serving();
        issue(DISTRICT, envelope);
        commit();

        // then
        assertThat(committed("truc.inbox.")).hasSize(1);
        assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(RefusalReason.DUPLICATE);
    }

    @Test
    void noRecordIsAdmittedBeforeTheIndexIsReadToItsUndecidedEnd() {
        // given an index whose last transaction is not decided yet
        cluster.undecidedRows = 1;
        cluster.assign(router);
        router.doWork();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        commit();
        assertThat(committed("truc.inbox.")).isEmpty();
        assertThat(cluster.outbox.paused()).hasSize(PARTITIONS);

        // when it is decided
        cluster.decide();
        router.doWork();
        router.doWork();
        commit();

        // then
        assertThat(cluster.outbox.paused()).isEmpty();
        assertThat(committed("truc.inbox.")).hasSize(1);
    }

    @Test
    void whatIsReadOfAnIndexShowsBeforeItIsWhole() {
        serving();
        issue(DISTRICT, exchange.sealed(DISTRICT, 7, List.of("H51.21.1")));
        commit();
        List<ProducerRecord<byte[], byte[]>> rows = committed("truc.seen");
        cluster.takeAway();
        assertThat(indexedDocuments()).isZero();

        cluster.undecidedRows = 1;
        cluster.fillIndex(rows);
        cluster.assignAgain();
        router.doWork();
        router.doWork();

        assertThat(router.isServing()).isFalse();
        assertThat(indexedDocuments()).isEqualTo(1);
    }

    @Test
    void partitionsThatGoAreForgottenThoughTheCommitBeforeFails() {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        assertThat(router.isServing()).isTrue();
        cluster.producer.commitTransactionException = new TimeoutException("no answer");

        assertThatThrownBy(cluster::takeAway).isInstanceOf(TimeoutException.class);

        // the index with what was not committed is another router's to write
        assertThat(router.isServing()).isFalse();
        assertThat(indexedDocuments()).isZero();
    }

    @Test
    void aLastCommitThatFailsIsUndoneBeforeTheRouterLeaves() {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        cluster.producer.commitTransactionException = new TimeoutException("no answer");

        router.onClose();

        assertThat(cluster.producer.transactionAborted()).isTrue();
        assertThat(cluster.outbox.closed()).isTrue();
        assertThat(cluster.seen.closed()).isTrue();
        assertThat(cluster.producer.closed()).isTrue();
    }

    private double indexedDocuments() {
        return registry.get("truc.router.index.documents").gauge().value();
    }

    @Test
    void aClusterThatDoesNotLetItBeginEndsItBeforeItReadsAnything() {
        cluster.initException = new TimeoutException("no answer");

        assertThatThrownBy(router::onStart).isInstanceOf(TimeoutException.class);

        assertThat(cluster.producer.closed()).isTrue();
        assertThat(cluster.outbox.subscription()).isEmpty();
    }

    @Test
    void aFailedCommitIsUndoneAndDoneAgainFromTheCommittedState() throws Exception {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        cluster.producer.commitTransactionException = new TimeoutException("no answer");

        commit();
        assertThat(committed("truc.inbox.")).isEmpty();
        assertThat(routedCopies()).isZero();

        cluster.producer.commitTransactionException = null;
        routeAgain();
        assertThat(committed("truc.inbox.")).hasSize(1);
        assertThat(deadLetters()).isEmpty();
        assertThat(routedCopies()).isEqualTo(1);
    }

    @Test
    void whatIsBeingVerifiedWhileACommitFailsIsReadAgain() throws Exception {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        cluster.producer.commitTransactionException = new TimeoutException("no answer");
        nanos.addAndGet(Duration.ofMillis(60).toNanos());

        issue(COMMUNE, exchange.sealed(COMMUNE, 2, List.of("H51.10")));
        assertThat(committed("truc.inbox.")).isEmpty();

        cluster.producer.commitTransactionException = null;
        routeAgain();
        assertThat(committed("truc.inbox.")).hasSize(2);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void whatKeepsItFromTheCommittedStateIsTriedAgain() throws Exception {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        cluster.producer.commitTransactionException = new TimeoutException("no answer");
        cluster.committedException = new TimeoutException("no answer to this either");

        commit();
        router.doWork();
        assertThat(committed("truc.inbox.")).isEmpty();

        cluster.producer.commitTransactionException = null;
        cluster.committedException = null;
        routeAgain();
        assertThat(committed("truc.inbox.")).hasSize(1);
        assertThat(deadLetters()).isEmpty();
        assertThat(registry.get("truc.router.transactions")
                        .tag("outcome", "aborted")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void toldToStopWhileItReturnsToTheCommittedStateItStops() {
        serving();
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        cluster.producer.commitTransactionException = new TimeoutException("no answer");
        cluster.committedException = new WakeupException();

        commit();

        assertThat(router.doWork()).isZero();
        router.onClose();
        assertThat(committed("truc.inbox.")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("whyAnAbortFails")
    void aProducerThatCannotAbortIsReplacedByANewOne(RuntimeException why) {
        serving();
        MockProducer<byte[], byte[]> old = cluster.producer;
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        old.commitTransactionException = new TimeoutException("no answer");
        old.abortTransactionException = why;

        commit();
        routeAgain();

        assertThat(old.closed()).isTrue();
        assertThat(cluster.producer).isNotSameAs(old);
        assertThat(committed("truc.inbox.")).hasSize(1);
    }

    static Stream<RuntimeException> whyAnAbortFails() {
        return Stream.of(
                new ProducerFencedException("given up by the cluster"),
                new TimeoutException("no answer to this either"),
                new IllegalStateException("the previous call timed out and must be retried"));
    }

    @Test
    void aNewProducerThatCannotBeginIsReplacedToo() {
        serving();
        MockProducer<byte[], byte[]> old = cluster.producer;
        issue(COMMUNE, exchange.sealed(COMMUNE, 1, List.of("H51.10")));
        old.commitTransactionException = new ProducerFencedException("given up by the cluster");
        old.abortTransactionException = new ProducerFencedException("given up by the cluster");
        cluster.initException = new TimeoutException("no answer");

        commit();
        router.doWork();
        MockProducer<byte[], byte[]> second = cluster.producer;
        cluster.initException = null;
        routeAgain();

        assertThat(second).isNotSameAs(old);
        assertThat(second.closed()).isTrue();
        assertThat(committed("truc.inbox.")).hasSize(1);
    }

    private void routeAgain() {
        cluster.replay();
        serving();
        router.doWork();
        commit();
    }
}
