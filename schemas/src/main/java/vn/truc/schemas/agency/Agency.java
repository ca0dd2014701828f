package vn.truc.schemas.agency;

import org.jspecify.annotations.Nullable;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * One agency and its place in the tree.
 *
 * @param code its code, well-formed after {@link AgencyCode}; kept as a string because the per-document path compares
 *     and looks up codes that it has just read
 * @param level its administrative level
 * @param parent the code of the agency above it, or null where only the national axis is above
 * @param name its official name
 */
public record Agency(String code, AdministrativeLevel level, @Nullable String parent, String name) {

    /** @throws IllegalArgumentException when a code is not well-formed or the agency is its own parent */
    public Agency {
        code = new AgencyCode(code).value();
        if (parent != null) {
            parent = new AgencyCode(parent).value();
            if (parent.equals(code)) {
                throw new IllegalArgumentException("agency " + code + " is named as its own parent");
            }
        }
    }
}
