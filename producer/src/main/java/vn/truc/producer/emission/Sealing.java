package vn.truc.producer.emission;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;

/**
 * How documents are sealed.
 *
 * @param scheme null for the unsigned baseline
 * @param batching whether every document is signed on its own
 * @param roles who seals, in the order of the seals; the agency is always among them
 */
public record Sealing(@Nullable SealScheme scheme, Batching batching, List<SealRole> roles) {

    /** How many documents a signature covers. */
    public enum Batching {
        /** One signature for each document. */
        EACH,
        /** One signature over the root of a tree of documents (RFC 9162), and an inclusion proof for each. */
        MERKLE
    }

    /** Ed25519 over trees of documents, by the agency alone. */
    public static final Sealing DEFAULT = new Sealing(SealScheme.ED25519, Batching.MERKLE, List.of(SealRole.AGENCY));

    /** @throws InvalidSettingException when the agency does not seal or a role is named twice */
    public Sealing {
        roles = List.copyOf(roles);
        new Check()
                .that(
                        roles.contains(SealRole.AGENCY)
                                && roles.stream().distinct().count() == roles.size(),
                        "roles",
                        roles,
                        "agency, or agency and signatory, each once")
                .done();
    }
}
