package vn.truc.producer.emission;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.InvalidSettingException.Check;

/**
 * The faults of a scenario. Immutable.
 *
 * @param shares of the documents that go electronically and would be delivered, the part that has each fault; together at
 *     most 1
 * @param lateBy how far {@link Fault#LATE} documents are dated back, simulated time, up to 3,650 d
 * @param offline when no addressee takes anything, or null
 * @param clockJump when the simulated clock jumps, or null
 */
public record Faults(
        Map<Fault, Double> shares, Duration lateBy, @Nullable Offline offline, @Nullable ClockJump clockJump) {

    /** How far late documents are dated back where a scenario does not say: beyond a day and the usual grace. */
    public static final Duration LATE_BY_DEFAULT = Duration.ofDays(10);

    private static final Duration SPAN_MAX = Duration.ofDays(3_650);

    /** No fault at all. */
    public static final Faults NONE = new Faults(Map.of(), LATE_BY_DEFAULT, null, null);

    /**
     * Addressees are offline: what arrives for them waits in their inboxes.
     *
     * @param at from when, from the start of the run
     * @param lasts for how long
     */
    public record Offline(Duration at, Duration lasts) {

        /** @throws InvalidSettingException when a duration is not allowed */
        public Offline {
            new Check()
                    .that(!at.isNegative(), "at", at, "0s or more")
                    .that(!lasts.isNegative() && !lasts.isZero(), "for", lasts, "more than 0s")
                    .done();
        }
    }

    /**
     * The clock by which documents are dated jumps.
     *
     * @param at when, from the start of the run
     * @param by how far, simulated time; negative when it jumps back. At most 3,650 d either way
     */
    public record ClockJump(Duration at, Duration by) {

        /** @throws InvalidSettingException when a duration is not allowed */
        public ClockJump {
            new Check()
                    .that(!at.isNegative(), "at", at, "0s or more")
                    .that(!by.isZero() && by.abs().compareTo(SPAN_MAX) <= 0, "by", by, "at most 3650d either way")
                    .done();
        }
    }

    /** @throws InvalidSettingException when shares do not fit together */
    public Faults {
        Map<Fault, Double> copy = new EnumMap<>(Fault.class);
        copy.putAll(shares);
        copy.values().removeIf(share -> share == 0);
        shares = Collections.unmodifiableMap(copy);
        Check check = new Check();
        shares.forEach(
                (fault, share) -> check.that(share > 0 && share <= 1, fault.label(), share, "a share from 0 to 1"));
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        check.that(sum <= 1 + 1e-9, "", "shares that add up to " + sum, "shares that add up to at most 1");
        check.that(!lateBy.isNegative() && lateBy.compareTo(SPAN_MAX) <= 0, "lateBy", lateBy, "0s to 3650d");
        check.done();
    }

    /** Whether some documents have this one. */
    public boolean has(Fault fault) {
        return shares.containsKey(fault);
    }

    /** Without what happens at a moment of the run: for a load with other moments. */
    public Faults ofDocuments() {
        return new Faults(shares, lateBy, null, null);
    }

    /** How far before the clock of the run a document may be dated. */
    Duration backMax() {
        Duration back = has(Fault.LATE) ? lateBy : Duration.ZERO;
        return clockJump != null && clockJump.by().isNegative()
                ? back.plus(clockJump.by().abs())
                : back;
    }

    /** How far after it. */
    Duration forwardMax() {
        return clockJump == null || clockJump.by().isNegative() ? Duration.ZERO : clockJump.by();
    }

    void check(Sealing seal, Duration load, SimulatedClock clock, Check check) {
        for (Fault fault : shares.keySet()) {
            check.that(
                    seal.scheme() != null || !fault.needsSeals(),
                    "faults." + fault.label(),
                    "given with seal scheme none",
                    "a fault that shows in unsigned documents, or a seal");
        }
        String within = "a moment within the load of " + load;
        if (offline != null) {
            check.that(offline.at().compareTo(load) < 0, "faults.offline.at", offline.at(), within);
        }
        if (clockJump != null) {
            check.that(clockJump.at().compareTo(load) < 0, "faults.clockJump.at", clockJump.at(), within);
        }
        check.that(
                !clock.start().minus(backMax()).isBefore(SimulatedClock.EARLIEST),
                "faults",
                "documents dated " + backMax() + " before the clock",
                "dates from " + SimulatedClock.EARLIEST + " on");
    }
}
