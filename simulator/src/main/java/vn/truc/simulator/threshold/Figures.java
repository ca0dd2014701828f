package vn.truc.simulator.threshold;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers of a report, or of a run that goes on, by their dotted path in {@code report.json}. Latencies have a short
 * path too: {@code delivered.p99} is {@code latencyMicros.delivered.p99}, {@code naive.p99} is {@code naiveMicros.p99}.
 * Immutable.
 *
 * @param values those that are known; shares from 0 to 1, latencies in microseconds
 */
public record Figures(Map<String, Double> values) {

    /** @throws IllegalArgumentException when a path is none that thresholds know */
    public Figures {
        values = Map.copyOf(values);
        for (String path : values.keySet()) {
            if (Figure.of(path).isEmpty()) {
                throw new IllegalArgumentException("no figure has the path '" + path + "'");
            }
        }
    }

    /** Empty where the figure is not known, or there is nothing that it could be of. */
    OptionalDouble valueOf(Figure figure) {
        Double value = values.get(figure.path());
        return value == null || value.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
