package vn.truc.simulator.log;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.wire.TopicNames;

/** The audit of the log of a simulated cluster that has come to rest. */
public final class SimulatedLogAudit {

    private SimulatedLogAudit() {}

    public static List<String> violations(
            TopicNames topics,
            TrustAnchor anchor,
            VerificationPolicy policy,
            Function<String, Consumer<byte[], byte[]>> clients) {
        try (LogAudit audit = new LogAudit(clients, topics, anchor, policy, CryptoProvider.best())) {
            return audit.run().violationLines();
        }
    }
}
