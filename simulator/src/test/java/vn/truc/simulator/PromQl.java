package vn.truc.simulator;

import java.util.List;
import java.util.Set;

/** An expression of PromQL, as far as rules and dashboards use the language and as its labels depend on it. */
sealed interface PromQl {

    /** Reads an expression; Prometheus' own tool says whether it is one, this fails on what it does not know. */
    static PromQl parse(String expression) {
        return new PromQlParser(expression).parse();
    }

    /** A number, a string, or a function that gives one. */
    record Scalar() implements PromQl {}

    /** Series by name, with the labels that are matched, and those among them by {@code =}. */
    record Selector(String metric, Set<String> matched, Set<String> equal) implements PromQl {}

    /** {@code sum by (level) (of)}; {@code without} says that the labels are those that are left out. */
    record Aggregation(String operator, boolean without, Set<String> labels, PromQl of) implements PromQl {}

    record Call(String function, List<PromQl> arguments) implements PromQl {}

    /** {@code left op on(...) group_left(...) right}. */
    record Binary(String operator, PromQl left, Matching matching, PromQl right) implements PromQl {}

    /**
     * How the series of two sides find each other.
     *
     * @param kind {@code on}, {@code ignoring}, or empty: by all labels
     * @param group {@code group_left}, {@code group_right}, or empty: one to one
     * @param included labels that the side with many takes from the other
     */
    record Matching(String kind, Set<String> labels, String group, Set<String> included) {}
}
