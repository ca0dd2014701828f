package vn.truc.simulator.audit;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Fault;
import vn.truc.producer.emission.PlannedDocument;
import vn.truc.schemas.avro.DeadLetter;
import vn.truc.schemas.avro.RefusalScope;

/** What the topics say of the faults that documents are planned to have. Not thread-safe. */
final class FaultAccount {

    private static final Fault[] FAULTS = Fault.values();

    /** By document: the ordinal of its fault, plus one. */
    private final byte[] faults;

    /** Documents of which a copy, or what was sent beside them, was refused as planned. */
    private final BitSet refused = new BitSet();

    FaultAccount(int documents) {
        this.faults = new byte[documents];
    }

    void planned(PlannedDocument document) {
        Fault fault = document.fault();
        faults[(int) document.n()] = (byte) (fault == null ? 0 : fault.ordinal() + 1);
    }

    /** Something was refused, as document {@code n} or beside it; -1 where it is of no document. */
    void refused(DeadLetter letter, long n) {
        Fault fault = n < 0 || n >= faults.length ? null : faultOf((int) n);
        if (fault == null || fault.reason() != letter.getReason()) {
            return;
        }
        boolean copy = fault.effect() == Fault.Effect.COPY && letter.getScope() == RefusalScope.COPY;
        boolean beside = fault.effect() == Fault.Effect.BESIDE && letter.getScope() == RefusalScope.DOCUMENT;
        if (copy || beside) {
            refused.set((int) n);
        }
    }

    /** What is missing of the fault of a document that was delivered; null when nothing is. */
    @Nullable
    String missing(int n) {
        Fault fault = faultOf(n);
        if (fault == null || refused.get(n)) {
            return null;
        }
        return switch (fault.effect()) {
            case COPY -> "its copy for an agency that does not exist was not refused " + fault.reason();
            case BESIDE -> "what was sent beside it (" + fault.label() + ") was not refused " + fault.reason();
            case DOCUMENT, NOTHING -> null;
        };
    }

    /** For each fault that occurs: how many documents have it, and how many of those are {@code asPlanned}. */
    Map<Fault, FaultCount> counts(IntPredicate asPlanned) {
        Map<Fault, FaultCount> counts = new EnumMap<>(Fault.class);
        for (int n = 0; n < faults.length; n++) {
            Fault fault = faultOf(n);
            if (fault != null) {
                counts.merge(fault, new FaultCount(1, asPlanned.test(n) ? 1 : 0), FaultCount::plus);
            }
        }
        return counts;
    }

    private @Nullable Fault faultOf(int n) {
        return faults[n] == 0 ? null : FAULTS[faults[n] - 1];
    }
}
