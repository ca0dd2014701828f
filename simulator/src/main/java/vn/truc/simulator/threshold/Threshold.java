package vn.truc.simulator.threshold;

import java.util.OptionalDouble;

/** A figure, how it is compared, and its limit, as in {@code delivered.p99 < 250ms}. Immutable. */
public final class Threshold {

    /** How thresholds are written, for a message. */
    public static final String FORM = ThresholdParser.FORM;

    private static final String NO_VALUE = "none";

    private final String expression;
    private final Figure figure;
    private final Operator operator;
    private final double limit;
    private final Unit unit;

    Threshold(String expression, Figure figure, Operator operator, double limit, Unit unit) {
        this.expression = expression;
        this.figure = figure;
        this.operator = operator;
        this.limit = limit;
        this.unit = unit;
    }

    /**
     * Reads a threshold.
     *
     * @throws InvalidThresholdException when it is not written as thresholds are, or its figure is unknown
     */
    public static Threshold parse(String expression) {
        return ThresholdParser.parse(expression.strip());
    }

    /** As it was written. */
    public String expression() {
        return expression;
    }

    /** Whether its figure has a meaning while documents are still being issued. */
    boolean isKnownEarly() {
        return figure.knownEarly();
    }

    /** Whether the figure is there and on the wrong side of the limit. */
    boolean isCrossedBy(Figures figures) {
        OptionalDouble value = figures.valueOf(figure);
        return value.isPresent() && !operator.holds(value.getAsDouble(), limit);
    }

    /** Whether the figure is there and on the right side of the limit. */
    boolean isMetBy(Figures figures) {
        OptionalDouble value = figures.valueOf(figure);
        return value.isPresent() && operator.holds(value.getAsDouble(), limit);
    }

    /** The figure in the unit of the limit. */
    String valueIn(Figures figures) {
        OptionalDouble value = figures.valueOf(figure);
        return value.isPresent() ? unit.show(value.getAsDouble()) : NO_VALUE;
    }

    @Override
    public String toString() {
        return expression;
    }
}
