package vn.truc.router;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.wire.TopicNames;

/**
 * A router on a thread of a test, with clients of a real cluster between which and the router something can be put; it can
 * be killed in the middle of a call: then its transaction stays open and its group does not hear that it left.
 */
public final class BouncedRouter {

    /** What is put between the router and a client. */
    public interface Between {

        /** Every call; may throw what the client would, or answer in its place. */
        Object call(String method, Object[] arguments, Call real) throws Throwable;

        /** Where the duplicate index ends, so that its restore knows when it is done. */
        default Map<TopicPartition, Long> endsOfIndex(Map<TopicPartition, Long> real) {
            return real;
        }
    }

    /** The call as the router made it. */
    public interface Call {
        Object proceed() throws Throwable;
    }

    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;

        private Killed() {
            super("killed", null, false, false);
        }
    }

    private final List<Runnable> forcedEnds = new ArrayList<>();
    private final Between between;
    private final Thread thread;
    private volatile boolean killed;
    private volatile boolean stopping;
    private volatile Throwable failure;
    private volatile Router serving;

    public BouncedRouter(
            KafkaSettings kafka,
            TopicNames topics,
            String instance,
            Duration commitInterval,
            VerificationPolicy policy,
            DirectoryView directory,
            Supplier<EnvelopeVerifier> verifiers,
            Between between) {
        this.between = between;
        RouterSettings settings = new RouterSettings(topics, instance, commitInterval, 1, policy);
        Meters meters = new Meters(new SimpleMeterRegistry());
        this.thread =
                new Thread(() -> run(kafka, settings, directory, verifiers, meters), "bounced-router-" + instance);
        thread.start();
    }

    private void run(
            KafkaSettings kafka,
            RouterSettings settings,
            DirectoryView directory,
            Supplier<EnvelopeVerifier> verifiers,
            Meters meters) {
        try {
            Router router = new Router(
                    settings,
                    clients(RouterClients.of(kafka, settings, meters)),
                    directory,
                    verifiers,
                    meters,
                    Clock.systemUTC(),
                    System::nanoTime,
                    nanos -> LockSupport.parkNanos(nanos / 10));
            serving = router;
            router.onStart();
            while (!stopping) {
                int unused = router.doWork();
            }
            router.onClose();
        } catch (Killed here) {
            forcedEnds.forEach(Runnable::run);
        } catch (Throwable e) {
            failure = e;
            forcedEnds.forEach(Runnable::run);
        }
    }

    private RouterClients clients(RouterClients real) {
        return new RouterClients() {
            @Override
            public Consumer<byte[], byte[]> outbox() {
                return wrapped(real.outbox());
            }

            @Override
            public Producer<byte[], byte[]> producer() {
                Producer<byte[], byte[]> producer = real.producer();
                forcedEnds.add(() -> producer.close(Duration.ZERO));
                return proxy(Producer.class, producer);
            }

            @Override
            public Consumer<byte[], byte[]> seen() {
                return wrapped(real.seen());
            }

            @Override
            public Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions) {
                return between.endsOfIndex(real.uncommittedEnds(partitions));
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private Consumer<byte[], byte[]> wrapped(Consumer<byte[], byte[]> consumer) {
        forcedEnds.add(() -> consumer.close(CloseOptions.timeout(Duration.ZERO)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP)));
        return proxy(Consumer.class, consumer);
    }

    @SuppressWarnings("unchecked")
    private <T> T proxy(Class<? super T> type, T real) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (killed) {
                throw new Killed();
            }
            return between.call(method.getName(), arguments == null ? new Object[0] : arguments, () -> {
                try {
                    return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        });
    }

    /** Ends it in its next call to the cluster; returns when it is gone. */
    public void kill() {
        killed = true;
        join();
    }

    /** Ends it in order. */
    public void stop() {
        stopping = true;
        join();
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has partitions and their indexes. */
    public boolean isServing() {
        Router router = serving;
        return router != null && router.isServing();
    }

    /** What ended it, or null. */
    public Throwable failure() {
        return failure;
    }
}
