package vn.truc.simulator.exchange;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import vn.truc.producer.emission.Sealing;

/** Key files do not have what a scenario needs; the message says for whom and how to make them. */
public final class MissingKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_MAX = 5;

    MissingKeysException(Path directory, Set<String> agencies, Sealing seal) {
        super(directory + " has no fitting keys (" + seal.scheme() + ", " + seal.roles() + ") for " + agencies.size()
                + " agencies, such as "
                + String.join(
                        ", ", new TreeSet<>(agencies).stream().limit(SHOWN_MAX).toList())
                + "; make them with truc keys init for the same scenario, --seal and --faults");
    }
}
