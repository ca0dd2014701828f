package vn.truc.simulator.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Faults;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.keys.KeyRing;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.directory.Directory;
import vn.truc.schemas.seal.TrustAnchor;
import vn.truc.schemas.verify.VerificationPolicy;
import vn.truc.schemas.wire.Wire;
import vn.truc.simulator.scenario.Scenarios;

/** Who exists in all simulations, with their keys: what does not depend on a seed. */
final class SimulatedWorld {

    private static final int DOCUMENTS = 60;

    private final Scenario scenario;
    private final KeyRing keys;
    private final Directory directory;
    private final Map<String, byte[]> rows = new LinkedHashMap<>();

    SimulatedWorld() {
        Map<Fault, Double> shares = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            if (fault != Fault.OVERSIZE) {
                shares.put(fault, 0.02);
            }
        }
        scenario = Scenarios.read("smoke")
                .withDocuments(DOCUMENTS)
                .withFaults(new Faults(shares, Faults.LATE_BY_DEFAULT, null, null));
        Plan any = plan(0);
        keys = KeyRing.forPlan(any, SealScheme.ED25519, new SecureRandom());
        directory = new Directory(keys.trustAnchor());
        scenario.topology()
                .agencies()
                .forEach(agency ->
                        rows.put(agency.code(), Wire.AGENCY.encode(keys.recordOf(agency, any.revokedAtMillis()))));
        rows.forEach((code, row) -> directory.applyRow(code.getBytes(UTF_8), row));
    }

    Plan plan(long seed) {
        return new Plan(scenario, seed);
    }

    KeyRing keys() {
        return keys;
    }

    Directory directory() {
        return directory;
    }

    /** The rows of the directory, by agency. */
    Map<String, byte[]> rows() {
        return rows;
    }

    TrustAnchor anchor() {
        return keys.trustAnchor();
    }

    VerificationPolicy policy() {
        return new VerificationPolicy(false, scenario.limits().bodyBytes());
    }
}
