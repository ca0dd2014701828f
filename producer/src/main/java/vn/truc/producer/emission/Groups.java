package vn.truc.producer.emission;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * The agencies of a topology by group, as rising indexes. Groups are shared between the senders that see the same, since
 * a country has ten thousand communes.
 */
final class Groups {

    private static final int[] NOBODY = {};
    private static final int COUNTRY = -1;

    private final Topology topology;
    /** For each agency, its parent's index or -1. */
    private final int[] parents;
    /** For each agency, the index of its province, or {@link #COUNTRY}. */
    private final int[] territories;

    private final Map<Integer, int[]> children = new HashMap<>();
    private final Map<Integer, Map<AdministrativeLevel, int[]>> childrenByLevel = new HashMap<>();
    private final Map<AddresseeGroup, Map<Integer, int[]>> byTerritory = new EnumMap<>(AddresseeGroup.class);
    private final int[] ministries;

    Groups(Topology topology) {
        this.topology = topology;
        int size = topology.size();
        parents = IntStream.range(0, size).map(this::parentOf).toArray();
        territories = IntStream.range(0, size).map(this::territoryOf).toArray();
        ministries = indexes(i -> level(i) == AdministrativeLevel.CENTRAL);
        Map<Integer, List<Integer>> below = new HashMap<>();
        for (int i = 0; i < size; i++) {
            below.computeIfAbsent(parents[i], parent -> new ArrayList<>()).add(i);
        }
        below.forEach((parent, units) -> {
            children.put(parent, ints(units));
            Map<AdministrativeLevel, List<Integer>> split = new EnumMap<>(AdministrativeLevel.class);
            units.forEach(unit -> split.computeIfAbsent(level(unit), level -> new ArrayList<>())
                    .add(unit));
            Map<AdministrativeLevel, int[]> levels = new EnumMap<>(AdministrativeLevel.class);
            split.forEach((level, of) -> levels.put(level, ints(of)));
            childrenByLevel.put(parent, levels);
        });
        territory(AddresseeGroup.COMMUNES, i -> level(i) == AdministrativeLevel.COMMUNE);
        territory(AddresseeGroup.DISTRICTS, i -> level(i) == AdministrativeLevel.DISTRICT);
        territory(AddresseeGroup.PROVINCE, i -> territories[i] == i);
        territory(AddresseeGroup.DEPARTMENTS, i -> level(i) == AdministrativeLevel.PROVINCIAL && territories[i] != i);
    }

    /** The agencies of {@code group} as {@code sender} sees them; the sender may be among them. Not to be changed. */
    int[] of(int sender, AddresseeGroup group) {
        return switch (group) {
            case PARENT -> parents[sender] < 0 ? NOBODY : new int[] {parents[sender]};
            case SUBORDINATES -> children.getOrDefault(sender, NOBODY);
            case PEERS ->
                childrenByLevel.getOrDefault(parents[sender], Map.of()).getOrDefault(level(sender), NOBODY);
            case MINISTRIES -> ministries;
            case COMMUNES, DISTRICTS, PROVINCE, DEPARTMENTS ->
                byTerritory.getOrDefault(group, Map.of()).getOrDefault(territories[sender], NOBODY);
        };
    }

    private void territory(AddresseeGroup group, IntPredicate members) {
        Map<Integer, List<Integer>> split = new HashMap<>();
        for (int i : indexes(members)) {
            split.computeIfAbsent(territories[i], territory -> new ArrayList<>())
                    .add(i);
            if (territories[i] != COUNTRY) {
                split.computeIfAbsent(COUNTRY, territory -> new ArrayList<>()).add(i);
            }
        }
        Map<Integer, int[]> groups = new HashMap<>();
        split.forEach((territory, units) -> groups.put(territory, ints(units)));
        byTerritory.put(group, groups);
    }

    private int[] indexes(IntPredicate members) {
        return IntStream.range(0, topology.size()).filter(members).toArray();
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private AdministrativeLevel level(int index) {
        return topology.agency(index).level();
    }

    private int parentOf(int index) {
        String parent = topology.agency(index).parent();
        return parent == null ? -1 : topology.indexOf(parent);
    }

    /** The highest agency of provincial level that is this one or above it. */
    private int territoryOf(int index) {
        int province = COUNTRY;
        for (@Nullable Agency at = topology.agency(index); at != null; ) {
            if (at.level() == AdministrativeLevel.PROVINCIAL) {
                province = topology.indexOf(at.code());
            }
            String parent = at.parent();
            at = parent == null ? null : topology.find(parent);
        }
        return province;
    }
}
