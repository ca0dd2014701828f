package vn.truc.simulator.exchange;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.truc.consumer.ShareConsumer;
import vn.truc.consumer.ShareOptions;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.keys.KeyFiles;
import vn.truc.producer.keys.KeyRing;
import vn.truc.router.Router;
import vn.truc.router.RouterSettings;
import vn.truc.runtime.kafka.KafkaSettings;
import vn.truc.runtime.metrics.Meters;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedEnvelopes;
import vn.truc.schemas.verify.VerifiedTreeHeads;

/** Starts roles from a scenario, for one process with all of them and for a process with one. */
public final class RoleStarter {

    /** How long a routing transaction stays open unless told otherwise. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(8);

    private static final int TREE_HEADS = 1 << 14;

    private RoleStarter() {}

    /** What a genuine document of a scenario must satisfy. */
    public static VerificationPolicy policyOf(Scenario scenario) {
        return new VerificationPolicy(
                scenario.seal().scheme() == null, scenario.limits().bodyBytes());
    }

    /** Verifiers for the threads of one role, with tree heads in common. */
    public static Supplier<EnvelopeVerifier> verifiers(DirectoryFollower follower, VerificationPolicy policy) {
        return verifiers(follower, policy, null);
    }

    /** @param envelopes null for a role to which each envelope comes once */
    private static Supplier<EnvelopeVerifier> verifiers(
            DirectoryFollower follower, VerificationPolicy policy, @Nullable VerifiedEnvelopes envelopes) {
        VerifiedTreeHeads heads = new VerifiedTreeHeads(TREE_HEADS);
        return () -> new EnvelopeVerifier(follower.directory(), policy, heads, envelopes, CryptoProvider.best());
    }

    /** A router that is connected and not yet running. */
    public static Router router(
            KafkaSettings kafka, RouterSettings settings, DirectoryFollower follower, Meters meters) {
        return Router.connect(kafka, settings, follower, verifiers(follower, settings.policy()), meters);
    }

    /** A consumer that has begun to start. */
    public static ShareConsumer consumer(
            KafkaSettings kafka,
            ShareOptions options,
            DirectoryFollower follower,
            VerificationPolicy policy,
            Meters meters,
            Consumer<Throwable> onFailure) {
        return ShareConsumer.start(
                kafka,
                options,
                follower.directory(),
                follower::catchUp,
                verifiers(follower, policy, new VerifiedEnvelopes()),
                meters,
                onFailure);
    }

    /**
     * The keys for a plan: read from files, or made in memory; null for the unsigned baseline.
     *
     * @throws MissingKeysException when the files lack keys that the plan needs, or theirs are for other dates
     */
    public static @Nullable KeyRing keys(Plan plan, @Nullable Path directory, SecureRandom random) {
        Scenario scenario = plan.scenario();
        SealScheme scheme = scenario.seal().scheme();
        if (scheme == null) {
            return null;
        }
        if (directory == null) {
            return KeyRing.forPlan(plan, scheme, random);
        }
        KeyRing ring = new KeyFiles(directory).read(random);
        Set<String> lacking = new HashSet<>();
        for (Agency agency : scenario.topology().agencies()) {
            boolean fits =
                    ring.keysOf(agency.code()).size() >= scenario.seal().roles().size()
                            && ring.keysOf(agency.code()).stream().allMatch(key -> key.scheme() == scheme)
                            && scenario.faults().shares().keySet().stream()
                                    .filter(Fault::needsKeys)
                                    .allMatch(fault ->
                                            !ring.keysOf(agency.code(), fault).isEmpty());
            if (!fits) {
                lacking.add(agency.code());
            }
        }
        if (!lacking.isEmpty()) {
            throw new MissingKeysException(directory, lacking, scenario.seal());
        }
        if (!ring.fitsDatesOf(plan)) {
            throw new MissingKeysException(directory, plan);
        }
        return ring;
    }
}
