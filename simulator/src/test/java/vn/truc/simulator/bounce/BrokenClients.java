package vn.truc.simulator.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import vn.truc.router.BouncedRouter;

/** Between a router and its clients: commits that fail now and then, and a planted bug if one is named. Used by one thread. */
final class BrokenClients implements BouncedRouter.Between {

    /** What is wrong with a router's clients. Each must make a check red. */
    enum Bug {
        /** Copies are written by a producer without transactions. */
        COPIES_OUTSIDE_TRANSACTION("duplicate"),
        /** The duplicate index is not restored. */
        INDEX_NOT_RESTORED("duplicate"),
        /** Rows of the duplicate index are not written. */
        INDEX_NOT_WRITTEN("duplicate"),
        /** After an abandoned transaction the reader stays where it was. */
        NO_REWIND("lost write"),
        /** One copy in some is lost. */
        COPY_LOST("lost write"),
        /** One copy in some is written twice. */
        COPY_TWICE("duplicate"),
        /** Copies of a transaction arrive in another order. */
        COPIES_REORDERED("inversion"),
        /** Copies go to any partition. */
        WRONG_PARTITION("wrong partition");

        private final String anomaly;

        Bug(String anomaly) {
            this.anomaly = anomaly;
        }

        /** How what must be found begins. */
        String anomaly() {
            return anomaly;
        }
    }

    private static final int ONE_IN = 50;
    private static final int WRITE_SECONDS_MAX = 20;

    private final SplittableRandom random;
    private final int copiesToTrouble;
    private final @Nullable Bug bug;
    private final Producer<byte[], byte[]> besides;
    private final List<BouncedRouter.Call> heldBack = new ArrayList<>();
    private @Nullable Future<?> lastSent;
    private int commits;
    private int copies;
    private boolean troubled;

    /**
     * @param copiesToTrouble after so many copies a commit fails, however few commits there are
     * @param besides a producer without transactions
     */
    BrokenClients(long seed, int copiesToTrouble, @Nullable Bug bug, Producer<byte[], byte[]> besides) {
        this.random = new SplittableRandom(seed);
        this.copiesToTrouble = copiesToTrouble;
        this.bug = bug;
        this.besides = besides;
    }

    @Override
    public Object call(String method, Object[] arguments, BouncedRouter.Call real) throws Throwable {
        return switch (method) {
            case "send" -> {
                lastSent = (Future<?>) send(arguments, real);
                yield lastSent;
            }
            case "commitTransaction" -> commit(real);
            case "abortTransaction" -> abort(real);
            case "poll" -> bug == Bug.INDEX_NOT_RESTORED ? withoutIndex(real) : real.proceed();
            case "seek", "seekToBeginning" -> bug == Bug.NO_REWIND && commits > 0 ? null : real.proceed();
            default -> real.proceed();
        };
    }

    private @Nullable Object commit(BouncedRouter.Call real) throws Throwable {
        while (!heldBack.isEmpty()) {
            heldBack.remove(random.nextInt(heldBack.size())).proceed();
        }
        commits++;
        troubled = !troubled && copies >= copiesToTrouble;
        if (troubled) {
            copies = 0;
            awaitWritten();
            throw new TimeoutException("the commit did not reach the cluster");
        }
        return real.proceed();
    }

    /** A client that lets batches fill sends them at the commit; then nothing would be there that could be read too early. */
    private void awaitWritten() throws InterruptedException {
        Future<?> last = lastSent;
        if (last != null) {
            try {
                last.get(WRITE_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new TimeoutException("what was sent did not reach the cluster", e);
            }
        }
    }

    private @Nullable Object abort(BouncedRouter.Call real) throws Throwable {
        heldBack.clear();
        return real.proceed();
    }

    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"})
    private @Nullable Object send(Object[] arguments, BouncedRouter.Call real) throws Throwable {
        ProducerRecord<byte[], byte[]> record = (ProducerRecord<byte[], byte[]>) arguments[0];
        boolean isCopy = record.topic().contains("inbox");
        boolean isRow = record.topic().endsWith("seen");
        copies += isCopy ? 1 : 0;
        if (bug == null || (!isCopy && !isRow)) {
            return real.proceed();
        }
        boolean now = random.nextInt(ONE_IN) == 0;
        if ((isRow && bug == Bug.INDEX_NOT_WRITTEN) || (isCopy && bug == Bug.COPY_LOST && now)) {
            return CompletableFuture.completedFuture(null);
        }
        if (isCopy && bug == Bug.COPIES_OUTSIDE_TRANSACTION) {
            return besides.send(record);
        }
        if (isCopy && bug == Bug.COPY_TWICE && now) {
            Object unused = real.proceed();
        }
        if (isCopy && bug == Bug.COPIES_REORDERED) {
            heldBack.add(real);
            return CompletableFuture.completedFuture(null);
        }
        if (isCopy && bug == Bug.WRONG_PARTITION) {
            return besides.send(new ProducerRecord<>(
                    record.topic(), random.nextInt(2), record.key(), record.value(), record.headers()));
        }
        return real.proceed();
    }

    private static Object withoutIndex(BouncedRouter.Call poll) throws Throwable {
        ConsumerRecords<?, ?> records = (ConsumerRecords<?, ?>) poll.proceed();
        return records.partitions().stream()
                        .anyMatch(partition -> partition.topic().endsWith("seen"))
                ? ConsumerRecords.empty()
                : records;
    }

    @Override
    public Map<TopicPartition, Long> endsOfIndex(Map<TopicPartition, Long> real) {
        if (bug != Bug.INDEX_NOT_RESTORED) {
            return real;
        }
        Map<TopicPartition, Long> none = new HashMap<>();
        real.keySet().forEach(partition -> none.put(partition, 0L));
        return none;
    }
}
