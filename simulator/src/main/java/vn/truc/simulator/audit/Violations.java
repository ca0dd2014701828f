package vn.truc.simulator.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found to break a guarantee. */
final class Violations {

    private final Map<Guarantee, List<String>> found = new EnumMap<>(Guarantee.class);

    void add(Guarantee guarantee, String offender) {
        found.computeIfAbsent(guarantee, first -> new ArrayList<>()).add(offender);
    }

    List<String> of(Guarantee guarantee) {
        return List.copyOf(found.getOrDefault(guarantee, List.of()));
    }
}
