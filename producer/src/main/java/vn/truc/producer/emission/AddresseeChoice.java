package vn.truc.producer.emission;

import java.util.Arrays;

/** A target as one sender sees it: whom of a group a document is for. */
final class AddresseeChoice {

    /** Rising indexes of agencies; shared, not to be changed. */
    private final int[] group;
    /** Where the sender is in the group, or -1. */
    private final int self;

    private final int min;
    private final int max;

    AddresseeChoice(int[] group, int sender, AddressingTarget target) {
        this.group = group;
        self = Math.max(-1, Arrays.binarySearch(group, sender));
        min = target.min();
        max = target.max();
    }

    /** How many there are to choose from. */
    int available() {
        return group.length - (self < 0 ? 0 : 1);
    }

    /** Rising, distinct indexes of agencies, the sender's not among them. */
    int[] draw(long key) {
        int available = available();
        int wanted = min == AddressingTarget.ALL
                ? available
                : Math.min(available, min + Mix.below(Mix.of(key, 0), max - min + 1));
        int[] places = wanted == available ? allPlaces(available) : somePlaces(available, wanted, key);
        for (int i = 0; i < places.length; i++) {
            boolean atSelfOrBeyond = self >= 0 && places[i] >= self;
            places[i] = group[atSelfOrBeyond ? places[i] + 1 : places[i]];
        }
        return places;
    }

    private static int[] allPlaces(int available) {
        int[] places = new int[available];
        for (int i = 0; i < available; i++) {
            places[i] = i;
        }
        return places;
    }

    /** R. Floyd's sample without replacement (J. Bentley, <i>Programming pearls: a sample of brilliance</i>, 1987). */
    private static int[] somePlaces(int available, int wanted, long key) {
        int[] places = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            int last = available - wanted + i;
            int drawn = Mix.below(Mix.of(key, i + 1L), last + 1);
            places[i] = contains(places, i, drawn) ? last : drawn;
        }
        Arrays.sort(places);
        return places;
    }

    private static boolean contains(int[] places, int until, int place) {
        for (int i = 0; i < until; i++) {
            if (places[i] == place) {
                return true;
            }
        }
        return false;
    }
}
