package vn.truc.simulator.threshold;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a number in a threshold counts, and how far its decimal point stands from that of the report. */
enum Unit {
    NONE("", 0),
    PERCENT("%", -2),
    MICROSECONDS("us", 0),
    MILLISECONDS("ms", 3),
    SECONDS("s", 6);

    private static final int DECIMALS_MAX = 6;

    private final String symbol;
    private final int shift;

    Unit(String symbol, int shift) {
        this.symbol = symbol;
        this.shift = shift;
    }

    /** As it stands behind a number. */
    String symbol() {
        return symbol;
    }

    /** The figure, as the report has it, that {@code written} of this unit is. */
    double figureOf(BigDecimal written) {
        return written.movePointRight(shift).doubleValue();
    }

    /** A figure of the report in this unit. */
    String show(double figure) {
        BigDecimal shown = BigDecimal.valueOf(figure).movePointLeft(shift);
        int decimals = this == PERCENT ? DECIMALS_MAX - 2 : DECIMALS_MAX;
        if (shown.scale() > decimals) {
            shown = shown.setScale(decimals, RoundingMode.HALF_UP);
        }
        return (shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString()) + symbol;
    }
}
