package vn.truc.producer.emission;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;

/**
 * How documents are sealed, and by whom.
 *
 * @param method the scheme, or none, and how many documents a signature covers
 * @param roles who seals, in the order of the seals; the agency is always among them
 */
public record Sealing(SealMethod method, List<SealRole> roles) {

    /** Ed25519 over trees of documents, by the agency alone. */
    public static final Sealing DEFAULT =
            new Sealing(new SealMethod(SealScheme.ED25519, Batching.MERKLE), List.of(SealRole.AGENCY));

    /** @throws InvalidSettingException when the agency does not seal or a role is named twice */
    public Sealing {
        roles = List.copyOf(roles);
        boolean each = roles.stream().distinct().count() == roles.size();
        new Check()
                .that(
                        each && roles.contains(SealRole.AGENCY),
                        "roles",
                        roles.stream().map(Labels::of).toList(),
                        "agency, or agency and signatory, each once")
                .done();
    }

    /** The signature scheme, or null for the unsigned baseline. */
    public @Nullable SealScheme scheme() {
        return method.scheme();
    }

    /** How many documents a signature covers. */
    public Batching batching() {
        return method.batching();
    }
}
