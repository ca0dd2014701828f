package vn.truc.simulator.threshold;

/**
 * What became of a threshold.
 *
 * @param expression as it was written
 * @param value the figure in the unit of the expression, {@code none} where there was nothing to take it from
 * @param passed false also where there is no value
 * @param endedRun whether it was crossed while documents were being issued; then the value is that of this moment
 */
public record Judgement(String expression, String value, boolean passed, boolean endedRun) {}
