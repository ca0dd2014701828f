package vn.truc.consumer.share;

import java.util.EnumMap;
import java.util.Map;
import vn.truc.schemas.avro.AdministrativeLevel;

/**
 * Counts of the agencies of each level.
 *
 * @param byLevel the counts; a level without any may be missing
 */
public record LevelCounts(Map<AdministrativeLevel, Counts> byLevel) {

    /** No agency counted. */
    public static final LevelCounts NONE = new LevelCounts(Map.of());

    public LevelCounts {
        byLevel = Map.copyOf(byLevel);
    }

    /** The counts of the agencies of {@code level}; all zero when there are none. */
    public Counts of(AdministrativeLevel level) {
        return byLevel.getOrDefault(level, Counts.NONE);
    }

    /** The counts of all agencies. */
    public Counts total() {
        Counts total = Counts.NONE;
        for (Counts counts : byLevel.values()) {
            total = total.plus(counts);
        }
        return total;
    }

    LevelCounts plus(AdministrativeLevel level, Counts more) {
        return with(level, of(level).plus(more));
    }

    LevelCounts minus(AdministrativeLevel level, Counts less) {
        return with(level, of(level).minus(less));
    }

    private LevelCounts with(AdministrativeLevel level, Counts counts) {
        Map<AdministrativeLevel, Counts> changed = new EnumMap<>(AdministrativeLevel.class);
        changed.putAll(byLevel);
        changed.put(level, counts);
        return new LevelCounts(changed);
    }
}
