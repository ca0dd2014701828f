package vn.truc.simulator.threshold;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a figure is compared with its limit. */
enum Operator {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    NOT_EQUAL("!=");

    /** All of them, for a message. */
    static final String ALLOWED =
            Arrays.stream(values()).map(operator -> operator.symbol).collect(Collectors.joining(" "));

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Operator> of(String symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst();
    }

    boolean holds(double figure, double limit) {
        return switch (this) {
            case BELOW -> figure < limit;
            case AT_MOST -> figure <= limit;
            case ABOVE -> figure > limit;
            case AT_LEAST -> figure >= limit;
            case EQUAL -> figure == limit;
            case NOT_EQUAL -> figure != limit;
        };
    }
}
