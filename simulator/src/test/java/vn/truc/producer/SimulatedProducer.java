package vn.truc.producer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Shard;
import vn.truc.producer.keys.KeyRing;
import vn.truc.runtime.metrics.Meters;
import vn.truc.runtime.pace.Pacer;
import vn.truc.schemas.wire.TopicNames;

/** The producer's own code over a client of a simulated cluster; it issues when it is asked to. */
public final class SimulatedProducer {

    private final Plan plan;
    private final Pacer pacer;
    private final IssuingWorker worker;
    private long steppedAt;

    public SimulatedProducer(
            Plan plan, TopicNames topics, KeyRing keys, Producer<byte[], byte[]> kafka, LongSupplier nanoClock) {
        this.plan = plan;
        this.pacer = Pacer.startingNow(Clock.systemUTC(), nanoClock);
        ProducerSettings settings = new ProducerSettings(topics, Shard.WHOLE, 1);
        this.worker = new IssuingWorker(
                0,
                1,
                plan,
                Shard.WHOLE,
                pacer,
                Clock.systemUTC(),
                new Progress(plan.documents()),
                new DocumentWriter(plan, settings, Sealers.of(plan.scenario(), keys)),
                kafka,
                new ProducerMeters(
                        new Meters(new SimpleMeterRegistry()),
                        plan.scenario().faults().shares().keySet()),
                cause -> {
                    throw new IllegalStateException(cause);
                });
    }

    /** One step of its loop, if documents have become due since the last one: it would wait for them otherwise. */
    public void step() {
        long due = plan.schedule().dueBy(pacer.elapsedNanos());
        if (due > steppedAt || due == plan.documents()) {
            steppedAt = due;
            int unused = worker.doWork();
        }
    }

    public boolean isDone() {
        return worker.isDone();
    }
}
