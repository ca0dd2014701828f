package vn.truc.producer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.Scenario;
import vn.truc.producer.emission.Topology;
import vn.truc.producer.keys.KeyRing;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.CryptoProvider;
import vn.truc.schemas.seal.Sealer;

/** Makes the sealers of agencies. */
interface Sealers {

    /**
     * A new sealer.
     *
     * @param fault whose keys it seals with, or null for the agency's own
     */
    Sealer of(String agency, @Nullable Fault fault);

    /** Sealers with the keys of a ring; with none at all for the unsigned baseline. */
    static Sealers of(Scenario scenario, @Nullable KeyRing keys) {
        return (agency, fault) -> {
            List<AgencyKey> of = keys == null ? List.of() : keys(scenario.topology(), keys, agency, fault);
            return new Sealer(of, scenario.seal().batching(), CryptoProvider.best());
        };
    }

    private static List<AgencyKey> keys(Topology topology, KeyRing keys, String agency, @Nullable Fault fault) {
        if (fault == Fault.SEAL_OF_ANOTHER) {
            int another = (topology.indexOf(agency) + 1) % topology.size();
            return keys.keysOf(topology.agency(another).code());
        }
        return fault != null && fault.needsKeys() ? keys.keysOf(agency, fault) : keys.keysOf(agency);
    }
}
