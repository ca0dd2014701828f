package vn.truc.simulator.exchange;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Sealing;
import vn.truc.producer.emission.SimulatedClock;

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

    MissingKeysException(Path directory, Plan plan) {
        super("the certificates in " + directory + " were made for other dates than those of these documents, "
                + plan.earliest().atZone(SimulatedClock.ZONE).toLocalDate() + " to "
                + plan.latest().atZone(SimulatedClock.ZONE).toLocalDate()
                + ", some of which would be refused, or accepted, against the plan; make keys with truc keys init for the"
                + " same scenario, --faults, --rate, and --documents or --duration");
    }
}
