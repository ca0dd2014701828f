package vn.truc.simulator.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody who mistyped most likely meant. */
public final class DidYouMean {

    private DidYouMean() {}

    /** The nearest of {@code names} by edit distance, where at most a third of it was mistyped. */
    public static Optional<String> among(Collection<String> names, String written) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(plain(name), plain(written))))
                .filter(name -> distance(plain(name), plain(written)) <= Math.max(1, name.length() / 3));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** V. Levenshtein's distance (1966): insertions, deletions and replacements of one character. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
