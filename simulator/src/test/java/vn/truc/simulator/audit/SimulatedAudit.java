package vn.truc.simulator.audit;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import vn.truc.producer.emission.Plan;
import vn.truc.schemas.wire.TopicNames;

/** The audit of a plan over a simulated cluster that has come to rest. */
public final class SimulatedAudit {

    private SimulatedAudit() {}

    public static List<String> violations(
            Plan plan, TopicNames topics, Function<String, Consumer<byte[], byte[]>> clients) {
        try (Audit audit = new Audit(plan, plan.documents(), clients, topics, false, () -> 0)) {
            return audit.run(Duration.ofNanos(-1)).violationLines();
        }
    }
}
