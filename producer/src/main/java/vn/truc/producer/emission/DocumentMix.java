package vn.truc.producer.emission;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.truc.producer.emission.InvalidSettingException.Check;
import vn.truc.schemas.avro.AdministrativeLevel;
import vn.truc.schemas.avro.DocumentType;
import vn.truc.schemas.avro.Priority;

/**
 * What documents are like, and who writes them to whom: all of a scenario that a phase of its load may have otherwise.
 * Immutable. Whether it fits a topology is for {@link #check} to say.
 *
 * @param levels what each level issues; a level that is missing only receives
 * @param documentTypes how often each type is issued, relative to the others
 * @param priorities how often each priority occurs, relative to the others
 * @param addressing for each issuing level, its usual addressees
 * @param body how long bodies are
 */
public record DocumentMix(
        Map<AdministrativeLevel, LevelMix> levels,
        Map<DocumentType, Integer> documentTypes,
        Map<Priority, Integer> priorities,
        Map<AdministrativeLevel, List<AddressingPattern>> addressing,
        BodySizes body) {

    /** Copies what it is given. */
    public DocumentMix {
        levels = ordered(levels, AdministrativeLevel.class);
        documentTypes = ordered(documentTypes, DocumentType.class);
        priorities = ordered(priorities, Priority.class);
        addressing = ordered(addressing, AdministrativeLevel.class);
    }

    /**
     * Checks it against who exists.
     *
     * @throws InvalidSettingException naming everything that does not fit together
     */
    public void check(Topology topology) {
        Check check = new Check();
        ScenarioChecks.mix("", topology, this, check);
        check.done();
    }

    /** Of all documents, the part that is not classified, so that shares are of it. */
    double openPart() {
        long open = 0;
        long weights = 0;
        for (LevelMix level : levels.values()) {
            open += (long) level.weight() * level.classifiedUnits()[0];
            weights += level.weight();
        }
        return (double) open / LevelMix.SHARE_UNITS / weights;
    }

    /** Of all documents, the part that is not classified and goes electronically, with those in parallel or without. */
    double electronicPart(boolean withParallel) {
        long electronic = 0;
        long weights = 0;
        for (LevelMix level : levels.values()) {
            int[] media = level.mediumUnits();
            electronic += (long) level.weight()
                    * level.classifiedUnits()[0]
                    * (withParallel ? media[0] + media[1] : media[0]);
            weights += level.weight();
        }
        return (double) electronic / LevelMix.SHARE_UNITS / LevelMix.SHARE_UNITS / weights;
    }

    private static <K extends Enum<K>, V> Map<K, V> ordered(Map<K, V> map, Class<K> keys) {
        Map<K, V> copy = new EnumMap<>(keys);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }
}
