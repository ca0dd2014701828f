package vn.truc.simulator.threshold;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.truc.simulator.spelling.DidYouMean;

/** Reads {@code <figure> <operator> <value>[unit]}, with or without spaces between them. */
final class ThresholdParser {

    static final String FORM = "a figure, one of " + Operator.ALLOWED + " and a value, such as 'delivered.p99 < 250ms'";

    private static final Pattern SHAPE = Pattern.compile("([^<>=!]*)([<>=!]+)([^<>=!]*)");
    private static final Pattern VALUE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-z%]*)");

    private final String expression;

    private ThresholdParser(String expression) {
        this.expression = expression;
    }

    static Threshold parse(String expression) {
        return new ThresholdParser(expression).parse();
    }

    private Threshold parse() {
        Matcher parts = SHAPE.matcher(expression);
        if (!parts.matches()) {
            throw wrong("not a comparison; allowed: " + FORM);
        }
        String symbol = parts.group(2);
        Figure figure = figure(parts.group(1).strip());
        Operator operator = Operator.of(symbol)
                .orElseThrow(() -> wrong("unknown operator '" + symbol + "'; allowed: " + Operator.ALLOWED));
        return value(figure, operator, parts.group(3).strip());
    }

    private Figure figure(String path) {
        return Figure.of(path).orElseThrow(() -> {
            String found = path.isEmpty() ? "no figure" : "unknown figure '" + path + "'";
            String hint = DidYouMean.among(Figure.paths(), path)
                    .map(name -> "did you mean '" + name + "'? ")
                    .orElse("");
            return wrong(found + "; " + hint + "allowed: " + neighbours(path));
        });
    }

    /** The figures of the same part of the report; the parts, where it has no such part. */
    private static String neighbours(String path) {
        String part = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        Set<String> near = Figure.patterns(part + ".");
        if (!near.isEmpty()) {
            return String.join(", ", near);
        }
        Set<String> parts = Figure.paths().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
        return "the figures of " + String.join(", ", parts) + ", such as delivered.p99";
    }

    private Threshold value(Figure figure, Operator operator, String text) {
        Measure measure = figure.measure();
        Matcher value = VALUE.matcher(text);
        if (value.matches()) {
            BigDecimal number = new BigDecimal(value.group(1));
            for (Unit unit : measure.units()) {
                if (unit.symbol().equals(value.group(2)) && measure.allows(number, unit)) {
                    return new Threshold(expression, figure, operator, unit.figureOf(number), unit);
                }
            }
        }
        String found = text.isEmpty() ? "no value" : "'" + text + "' does not fit " + figure.path();
        throw wrong(found + "; allowed: " + measure.allowed());
    }

    private InvalidThresholdException wrong(String reason) {
        return new InvalidThresholdException(expression, reason);
    }
}
