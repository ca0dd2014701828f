package vn.truc.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.schemas.wire.Wire;

/** A router between a mock cluster and agencies with real keys, and what a test does with it. */
abstract class RouterFixture {

    static final int PARTITIONS = MockCluster.PARTITIONS;

    final Exchange exchange = new Exchange();
    final MockCluster cluster = new MockCluster();
    final AtomicLong nanos = new AtomicLong();
    final List<Runnable> onCatchUp = new ArrayList<>();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Router router = new Router(
            new RouterSettings(
                    TopicNames.of("truc."),
                    "test",
                    Duration.ofMillis(50),
                    2,
                    new VerificationPolicy(false, Exchange.BODY_BYTES_MAX)),
            cluster,
            new DirectoryView() {
                @Override
                public Directory directory() {
                    return exchange.directory;
                }

                @Override
                public void catchUp() {
                    onCatchUp.forEach(Runnable::run);
                }
            },
            exchange::verifier,
            new Meters(registry),
            Clock.systemUTC(),
            nanos::get,
            nanos -> {});

    void serving() {
        if (cluster.outbox.assignment().isEmpty()) {
            cluster.assign(router);
        }
        for (int i = 0; i < 10 && (i < 3 || !cluster.outbox.paused().isEmpty()); i++) {
            router.doWork();
        }
        assertThat(cluster.outbox.paused()).isEmpty();
    }

    void issue(Agency sender, byte[] envelope) {
        cluster.append(partitionOf(sender.code()), sender.code(), envelope);
        router.doWork();
    }

    void commit() {
        nanos.addAndGet(Duration.ofMillis(60).toNanos());
        router.doWork();
    }

    double routedCopies() {
        return registry.get("truc.documents.routed").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    List<ProducerRecord<byte[], byte[]>> committed(String topicPrefix) {
        return cluster.producer.history().stream()
                .filter(record -> record.topic().startsWith(topicPrefix))
                .toList();
    }

    List<DeadLetter> deadLetters() throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : committed("truc.dead-letter")) {
            letters.add(Wire.DEAD_LETTER.decode(record.value()));
        }
        return letters;
    }

    static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    static int partitionOf(String sender) {
        return Utils.toPositive(Utils.murmur2(sender.getBytes(UTF_8))) % PARTITIONS;
    }
}
