package vn.truc.producer.emission;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.wire.Wire;

/**
 * Who exists: agencies in a fixed order, which gives each its index. Codes are unique, every parent is among them, no
 * agency stands above itself, and no parent is of a lower level than its child.
 */
public final class Topology {

    private final String name;
    private final List<WeightedAgency> weighted;
    private final List<Agency> agencies;
    private final Map<String, Integer> indexes = new HashMap<>();

    /** @throws InvalidSettingException naming every agency that does not fit, as {@code agencies[i]} */
    public Topology(String name, List<WeightedAgency> agencies) {
        this.name = name;
        this.weighted = List.copyOf(agencies);
        this.agencies = weighted.stream().map(WeightedAgency::agency).toList();
        Check check = new Check()
                .that(!weighted.isEmpty(), "agencies", "none", "at least one agency")
                .that(
                        weighted.size() <= Wire.LIST_LENGTH_MAX,
                        "agencies",
                        weighted.size() + " agencies",
                        "at most " + Wire.LIST_LENGTH_MAX + ", since a document can be addressed to all of them");
        for (int i = 0; i < this.agencies.size(); i++) {
            String code = this.agencies.get(i).code();
            Integer earlier = indexes.putIfAbsent(code, i);
            check.that(earlier == null, key(i, "code"), code, "a code once; agencies[" + earlier + "] has it too");
        }
        for (int i = 0; i < this.agencies.size(); i++) {
            checkParent(i, check);
        }
        check.done();
    }

    private void checkParent(int index, Check check) {
        Agency agency = agencies.get(index);
        String parent = agency.parent();
        if (parent == null) {
            return;
        }
        Agency above = find(parent);
        check.that(above != null, key(index, "parent"), parent, "the code of an agency of this topology");
        if (above == null) {
            return;
        }
        check.that(
                above.level().compareTo(agency.level()) >= 0,
                key(index, "parent"),
                parent + " of level " + Labels.of(above.level()),
                "an agency of level " + Labels.of(agency.level()) + " or higher");
        check.that(!standsAboveItself(agency), key(index, "parent"), parent, "no agency above itself");
    }

    private boolean standsAboveItself(Agency agency) {
        Set<String> passed = new HashSet<>();
        Agency above = agency;
        while (above != null && passed.add(above.code())) {
            String parent = above.parent();
            above = parent == null ? null : find(parent);
        }
        return above != null && above.code().equals(agency.code());
    }

    private static String key(int index, String key) {
        return "agencies[" + index + "]." + key;
    }

    /** What the topology is called: a built-in name, or that of the scenario that carries it. */
    public String name() {
        return name;
    }

    /** The agencies in order. */
    public List<Agency> agencies() {
        return agencies;
    }

    /** The agencies in the same order, with how much they issue. */
    public List<WeightedAgency> weighted() {
        return weighted;
    }

    /** How many agencies there are. */
    public int size() {
        return agencies.size();
    }

    /**
     * The agency at {@code index}.
     *
     * @throws IndexOutOfBoundsException when there is none
     */
    public Agency agency(int index) {
        return agencies.get(index);
    }

    /** The index of the agency with this code, or -1 when there is none. */
    public int indexOf(String code) {
        Integer index = indexes.get(code);
        return index == null ? -1 : index;
    }

    /** The agency with this code, or null when there is none. */
    public @Nullable Agency find(String code) {
        Integer index = indexes.get(code);
        return index == null ? null : agencies.get(index);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Topology that && name.equals(that.name) && weighted.equals(that.weighted);
    }

    @Override
    public int hashCode() {
        return weighted.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + size() + " agencies)";
    }
}
