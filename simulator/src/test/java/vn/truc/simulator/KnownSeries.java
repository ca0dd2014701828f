package vn.truc.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import vn.truc.runtime.metrics.MetricDeclaration;

/** The series that can be asked for, with their labels; and from them the labels of what an expression gives. */
public final class KnownSeries {

    /** What Prometheus itself says of a target. */
    private static final Set<String> OF_EACH_TARGET = Set.of("job", "instance");

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Map<String, Set<String>> labels = new HashMap<>();

    KnownSeries() {
        labels.put("up", OF_EACH_TARGET);
    }

    /** Adds what a role exports by its declaration. */
    KnownSeries declare(MetricDeclaration metric) {
        String name = metric.prometheusName();
        Set<String> declared = new HashSet<>(metric.labels());
        if (metric.kind() != MetricDeclaration.Kind.HISTOGRAM) {
            export(name, declared);
            return this;
        }
        export(name + "_count", declared);
        export(name + "_sum", declared);
        Set<String> ofBuckets = new HashSet<>(declared);
        ofBuckets.add("le");
        export(name + "_bucket", ofBuckets);
        return this;
    }

    /**
     * Adds what was scraped, in the text format of Prometheus. Of series of one name that differ in their labels, those
     * count that all of them have.
     */
    public KnownSeries scrape(String exposition) {
        exposition
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    String bare = QUOTED.matcher(line).replaceAll("");
                    int open = bare.indexOf('{');
                    String name = bare.substring(0, open < 0 ? bare.indexOf(' ') : open);
                    Set<String> found = new HashSet<>();
                    if (open >= 0) {
                        for (String label :
                                bare.substring(open + 1, bare.indexOf('}')).split(",", -1)) {
                            found.add(label.substring(0, label.indexOf('=')));
                        }
                    }
                    export(name, found);
                });
        return this;
    }

    /** Adds what a rule records. */
    KnownSeries record(String name, Set<String> recorded) {
        labels.put(name, Set.copyOf(recorded));
        return this;
    }

    Set<String> names() {
        return labels.keySet();
    }

    /**
     * The labels that the result of an expression has.
     *
     * @throws IllegalArgumentException when it asks for a series or a label that is not there, or matches two sides by a
     *     label that one of them does not have
     */
    public Set<String> labelsOf(String expression) {
        try {
            return new TreeSet<>(labelsOf(PromQl.parse(expression)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", in: " + expression, e);
        }
    }

    private Set<String> labelsOf(PromQl expression) {
        if (expression instanceof PromQl.Selector selector) {
            Set<String> known = labels.get(selector.metric());
            if (known == null) {
                throw new IllegalArgumentException("nothing exports " + selector.metric());
            }
            holds(selector.metric(), known, selector.matched());
            return known;
        }
        if (expression instanceof PromQl.Aggregation aggregation) {
            return aggregated(aggregation);
        }
        if (expression instanceof PromQl.Call call) {
            return called(call);
        }
        if (expression instanceof PromQl.Binary binary) {
            return matched(binary);
        }
        return Set.of();
    }

    private Set<String> aggregated(PromQl.Aggregation aggregation) {
        Set<String> given = labelsOf(aggregation.of());
        holds("what " + aggregation.operator() + " is made of", given, aggregation.labels());
        if (aggregation.without()) {
            return less(given, aggregation.labels());
        }
        boolean keeps = Set.of("topk", "bottomk").contains(aggregation.operator());
        return keeps ? given : aggregation.labels();
    }

    private Set<String> called(PromQl.Call call) {
        if (call.function().equals("absent") && call.arguments().get(0) instanceof PromQl.Selector selector) {
            var unused = labelsOf(selector);
            return selector.equal();
        }
        Set<String> given = new HashSet<>();
        call.arguments().forEach(argument -> given.addAll(labelsOf(argument)));
        if (call.function().equals("histogram_quantile")) {
            holds("the histogram", given, Set.of("le"));
            return less(given, Set.of("le"));
        }
        return given;
    }

    private Set<String> matched(PromQl.Binary binary) {
        Set<String> left = labelsOf(binary.left());
        Set<String> right = labelsOf(binary.right());
        if (isScalar(binary.left()) || isScalar(binary.right())) {
            return isScalar(binary.left()) ? right : left;
        }
        if (binary.operator().equals("or")) {
            return more(left, right);
        }
        PromQl.Matching matching = binary.matching();
        Set<String> matchedBy =
                matching.kind().equals("on") ? matching.labels() : less(more(left, right), matching.labels());
        holds("the left side of " + binary.operator(), left, matchedBy);
        holds("the right side of " + binary.operator(), right, matchedBy);
        boolean selects = binary.operator().equals("and") || binary.operator().equals("unless");
        return switch (matching.group()) {
            case "group_left" -> more(left, matching.included());
            case "group_right" -> more(right, matching.included());
            default -> selects ? left : matchedBy;
        };
    }

    private static boolean isScalar(PromQl expression) {
        return expression instanceof PromQl.Binary binary
                ? isScalar(binary.left()) && isScalar(binary.right())
                : expression instanceof PromQl.Scalar;
    }

    private void export(String name, Set<String> exported) {
        Set<String> all = more(exported, OF_EACH_TARGET);
        Set<String> known = labels.putIfAbsent(name, all);
        if (known != null) {
            known.retainAll(all);
        }
    }

    private static void holds(String what, Set<String> labels, Set<String> asked) {
        Set<String> missing = less(asked, labels);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(what + " has no label " + String.join(", ", missing));
        }
    }

    private static Set<String> more(Set<String> labels, Set<String> further) {
        Set<String> all = new TreeSet<>(labels);
        all.addAll(further);
        return all;
    }

    private static Set<String> less(Set<String> from, Set<String> labels) {
        Set<String> left = new TreeSet<>(from);
        left.removeAll(labels);
        return left;
    }
}
