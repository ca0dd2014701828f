package vn.truc.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one expression of PromQL. All binary operators bind alike here: which labels come out does not depend on it.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/2.42/querying/basics/">Querying Prometheus</a>
 */
final class PromQlParser {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"[^\"]*\"|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9.]+[eE][+-]?[0-9]+|[0-9.][0-9a-z.]*|[=!><]=|[=!]~|\\S)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:].*");
    private static final Pattern NUMBER = Pattern.compile("[0-9.].*");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless");
    private static final Set<String> AGGREGATIONS =
            Set.of("sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "topk", "bottomk", "quantile");

    private final String expression;
    private final Deque<String> tokens = new ArrayDeque<>();

    PromQlParser(String expression) {
        this.expression = expression;
        Matcher found = TOKEN.matcher(expression);
        while (found.lookingAt()) {
            tokens.add(found.group(1));
            found.region(found.end(), expression.length());
        }
    }

    PromQl parse() {
        PromQl parsed = expression();
        if (!tokens.isEmpty()) {
            throw unexpected(tokens.peek());
        }
        return parsed;
    }

    private PromQl expression() {
        PromQl left = operand();
        while (OPERATORS.contains(next())) {
            String operator = tokens.remove();
            skip("bool");
            PromQl.Matching matching = matching();
            left = new PromQl.Binary(operator, left, matching, operand());
        }
        return left;
    }

    private PromQl.Matching matching() {
        String kind = Set.of("on", "ignoring").contains(next()) ? tokens.remove() : "";
        Set<String> labels = kind.isEmpty() ? Set.of() : names();
        String group = Set.of("group_left", "group_right").contains(next()) ? tokens.remove() : "";
        return new PromQl.Matching(kind, labels, group, !group.isEmpty() && next().equals("(") ? names() : Set.of());
    }

    private PromQl operand() {
        if (skip("-") || skip("+")) {
            return operand();
        }
        PromQl operand = primary();
        while (true) {
            if (skip("[")) {
                while (!skip("]")) {
                    taken();
                }
            } else if (skip("offset")) {
                skip("-");
                taken();
            } else {
                return operand;
            }
        }
    }

    private PromQl primary() {
        String token = taken();
        if (token.equals("(")) {
            PromQl inner = expression();
            expect(")");
            return inner;
        }
        if (token.startsWith("\"") || NUMBER.matcher(token).matches()) {
            return new PromQl.Scalar();
        }
        if (!NAME.matcher(token).matches()) {
            throw unexpected(token);
        }
        if (AGGREGATIONS.contains(token) && Set.of("(", "by", "without").contains(next())) {
            return aggregation(token);
        }
        return next().equals("(") ? call(token) : selector(token);
    }

    private PromQl aggregation(String operator) {
        Grouping before = grouping();
        List<PromQl> arguments = arguments();
        Grouping grouping = before == null ? grouping() : before;
        return new PromQl.Aggregation(
                operator,
                grouping != null && grouping.without(),
                grouping == null ? Set.of() : grouping.labels(),
                arguments.get(arguments.size() - 1));
    }

    private record Grouping(boolean without, Set<String> labels) {}

    private Grouping grouping() {
        boolean without = next().equals("without");
        return skip("by") || skip("without") ? new Grouping(without, names()) : null;
    }

    private PromQl call(String function) {
        List<PromQl> arguments = arguments();
        return Set.of("scalar", "time", "pi").contains(function)
                ? new PromQl.Scalar()
                : new PromQl.Call(function, arguments);
    }

    private List<PromQl> arguments() {
        List<PromQl> arguments = new ArrayList<>();
        expect("(");
        while (!skip(")")) {
            arguments.add(expression());
            skip(",");
        }
        return arguments;
    }

    private PromQl selector(String metric) {
        Set<String> matched = new HashSet<>();
        Set<String> equal = new HashSet<>();
        if (skip("{")) {
            while (!skip("}")) {
                String label = taken();
                matched.add(label);
                if (taken().equals("=")) {
                    equal.add(label);
                }
                taken();
                skip(",");
            }
        }
        return new PromQl.Selector(metric, matched, equal);
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        expect("(");
        while (!skip(")")) {
            names.add(taken());
            skip(",");
        }
        return names;
    }

    private String next() {
        return tokens.isEmpty() ? "" : tokens.peek();
    }

    private boolean skip(String token) {
        boolean there = next().equals(token);
        if (there) {
            tokens.remove();
        }
        return there;
    }

    private String taken() {
        if (tokens.isEmpty()) {
            throw unexpected("the end");
        }
        return tokens.remove();
    }

    private void expect(String token) {
        if (!skip(token)) {
            throw unexpected(next());
        }
    }

    private IllegalArgumentException unexpected(String token) {
        return new IllegalArgumentException("unexpected " + token + " in: " + expression);
    }
}
