package vn.truc.router;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.TopicNames;

/** The router's own code over clients of a simulated cluster. */
public final class SimulatedRouter {

    private final Router router;

    /** The clients of a router, as a simulated cluster gives them. */
    public interface Clients {
        Consumer<byte[], byte[]> outbox();

        Producer<byte[], byte[]> producer(String transactionalId);

        Consumer<byte[], byte[]> seen();

        Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions);
    }

    public SimulatedRouter(
            TopicNames topics,
            String instance,
            Clients clients,
            Directory directory,
            VerificationPolicy policy,
            VerifiedTreeHeads heads,
            LongSupplier nanoClock) {
        RouterSettings settings = new RouterSettings(topics, instance, Duration.ofMillis(8), 1, policy);
        router = new Router(
                settings,
                new RouterClients() {
                    @Override
                    public Consumer<byte[], byte[]> outbox() {
                        return clients.outbox();
                    }

                    @Override
                    public Producer<byte[], byte[]> producer() {
                        return clients.producer(settings.transactionalId());
                    }

                    @Override
                    public Consumer<byte[], byte[]> seen() {
                        return clients.seen();
                    }

                    @Override
                    public Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions) {
                        return clients.uncommittedEnds(partitions);
                    }

                    @Override
                    public void close() {}
                },
                new DirectoryView() {
                    @Override
                    public Directory directory() {
                        return directory;
                    }

                    @Override
                    public void catchUp() {}
                },
                () -> new EnvelopeVerifier(directory, policy, heads, CryptoProvider.best()),
                new Meters(new SimpleMeterRegistry()),
                Clock.systemUTC(),
                nanoClock,
                nanos -> {});
        router.onStart();
    }

    /** One step of its loop. */
    public void step() {
        int unused = router.doWork();
    }

    /** Ends it in order. */
    public void close() {
        router.onClose();
    }
}
