package vn.truc.benchmarks.peers;

import java.util.stream.Collectors;
import vn.truc.simulator.audit.AuditResult;

/** An audit found that the exchange lost, doubled or miscounted something: its speed means nothing. */
final class BrokenGuaranteeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenGuaranteeException(String peer, long seed, AuditResult audited) {
        super(peer + ", scenario reference, seed " + seed + ", broke "
                + audited.violations().entrySet().stream()
                        .filter(guarantee -> !guarantee.getValue().isEmpty())
                        .map(guarantee -> guarantee.getKey().label() + " ("
                                + guarantee.getValue().size() + " times, such as "
                                + guarantee.getValue().get(0) + ")")
                        .collect(Collectors.joining(", ")));
    }
}
