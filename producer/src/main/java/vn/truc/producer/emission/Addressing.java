package vn.truc.producer.emission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import vn.truc.schemas.agency.Agency;
import vn.truc.schemas.avro.AdministrativeLevel;

/** Whom a sender's documents are for. */
final class Addressing {

    /** The patterns that a sender can use; those that are empty for it are left out. */
    private static final class Patterns {

        private final List<List<AddresseeChoice>> usable = new ArrayList<>();
        private final List<Integer> weights = new ArrayList<>();
        private int[] upTo = {};

        void add(int weight, List<AddresseeChoice> choices) {
            if (!choices.isEmpty()) {
                usable.add(choices);
                weights.add(weight);
            }
        }

        Patterns ready() {
            upTo = weights.stream().mapToInt(Integer::intValue).toArray();
            Arrays.parallelPrefix(upTo, Integer::sum);
            return this;
        }

        List<AddresseeChoice> draw(long draw) {
            int weight = Mix.below(draw, upTo[upTo.length - 1]);
            int pattern = 0;
            while (upTo[pattern] <= weight) {
                pattern++;
            }
            return usable.get(pattern);
        }
    }

    private final String[] codes;
    private final Patterns[] senders;

    Addressing(Topology topology, Map<AdministrativeLevel, List<AddressingPattern>> byLevel) {
        codes = topology.agencies().stream().map(Agency::code).toArray(String[]::new);
        senders = new Patterns[codes.length];
        Groups groups = new Groups(topology);
        for (int i = 0; i < senders.length; i++) {
            int sender = i;
            senders[sender] = new Patterns();
            for (AddressingPattern pattern :
                    byLevel.getOrDefault(topology.agency(sender).level(), List.of())) {
                List<AddresseeChoice> choices = pattern.targets().stream()
                        .map(target -> new AddresseeChoice(groups.of(sender, target.group()), sender, target))
                        .filter(choice -> choice.available() > 0)
                        .toList();
                senders[sender].add(pattern.weight(), choices);
            }
            senders[sender].ready();
        }
    }

    /** Whether there is somebody to whom this agency writes. */
    boolean hasAddressees(int sender) {
        return !senders[sender].usable.isEmpty();
    }

    /** The codes of the addressees of a document of {@code sender}, drawn under {@code key}. */
    List<String> addressees(int sender, long key) {
        List<AddresseeChoice> choices = senders[sender].draw(Mix.of(key, 0));
        int[] indexes = choices.get(0).draw(Mix.of(key, 1));
        for (int i = 1; i < choices.size(); i++) {
            indexes = union(indexes, choices.get(i).draw(Mix.of(key, i + 1L)));
        }
        String[] chosen = new String[indexes.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = codes[indexes[i]];
        }
        return Collections.unmodifiableList(Arrays.asList(chosen));
    }

    private static int[] union(int[] one, int[] other) {
        int[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        int distinct = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        return Arrays.copyOf(all, distinct);
    }
}
