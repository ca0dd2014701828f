package vn.truc.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.keys.KeyRing;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.verify.EnvelopeVerifier;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.verify.VerifiedTreeHeads;
import vn.truc.schemas.wire.Wire;

/** The agencies of a scenario with keys of their own, and a directory that lists them. */
final class SealingAgencies {

    private final Scenario scenario;
    private final KeyRing keys;
    private final Directory directory;

    SealingAgencies(Plan plan, SealScheme scheme) {
        scenario = plan.scenario();
        keys = KeyRing.forPlan(plan, scheme, new SecureRandom());
        directory = new Directory(keys.trustAnchor());
        scenario.topology()
                .agencies()
                .forEach(agency -> directory.applyRow(
                        agency.code().getBytes(UTF_8),
                        Wire.AGENCY.encode(keys.recordOf(agency, plan.revokedAtMillis()))));
    }

    Sealers sealers() {
        return Sealers.of(scenario, keys);
    }

    EnvelopeVerifier verifier(boolean unsignedAccepted) {
        return new EnvelopeVerifier(
                directory,
                new VerificationPolicy(unsignedAccepted, scenario.limits().bodyBytes()),
                new VerifiedTreeHeads(64),
                CryptoProvider.best());
    }
}
