package vn.truc.simulator.threshold;

import java.math.BigDecimal;
import java.util.List;

/** What kind of number a figure is, and with that how a limit for it is written. */
enum Measure {
    LATENCY("a number with its unit us, ms or s, such as 250ms", Unit.MICROSECONDS, Unit.MILLISECONDS, Unit.SECONDS),
    SHARE("a share from 0 to 1, such as 0.9, or a percentage, such as 90%", Unit.NONE, Unit.PERCENT),
    NUMBER("a number without a unit, such as 1000", Unit.NONE);

    private final String allowed;
    private final List<Unit> units;

    Measure(String allowed, Unit... units) {
        this.allowed = allowed;
        this.units = List.of(units);
    }

    /** How a limit is written, for a message. */
    String allowed() {
        return allowed;
    }

    List<Unit> units() {
        return units;
    }

    /** Whether a figure can be as much as {@code number} of {@code unit}. */
    boolean allows(BigDecimal number, Unit unit) {
        return this != SHARE || unit.figureOf(number) <= 1;
    }
}
