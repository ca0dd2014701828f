package vn.truc.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes meters from their {@linkplain MetricSpec declarations}, so that no name or label is written twice.
 *
 * <p>Meters are made once, at the start of a role, for every combination of labels; the per-document path only
 * increments. Thread-safe.
 */
public final class Meters {

    /** Upper bounds by which both a p99 of 50 ms and one of 5 s can be read. */
    private static final Duration[] BUCKETS = millis(
            1, 2, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1_000, 2_000, 3_000, 5_000, 7_500,
            10_000, 30_000, 60_000);

    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The registry behind, for binders of libraries. */
    public MeterRegistry registry() {
        return registry;
    }

    /** A counter; {@code labelValues} in the order of {@link MetricDeclaration#labels()}. */
    public Counter counter(MetricSpec spec, String... labelValues) {
        return Counter.builder(name(spec.declaration(), MetricDeclaration.Kind.COUNTER))
                .description(spec.declaration().meaning())
                .tags(tags(spec.declaration(), labelValues))
                .register(registry);
    }

    /** A histogram of seconds. */
    public Timer histogram(MetricSpec spec, String... labelValues) {
        return Timer.builder(name(spec.declaration(), MetricDeclaration.Kind.HISTOGRAM))
                .description(spec.declaration().meaning())
                .serviceLevelObjectives(BUCKETS)
                .tags(tags(spec.declaration(), labelValues))
                .register(registry);
    }

    /** A gauge that reads {@code value} at each scrape; the supplier is held strongly. */
    public Gauge gauge(MetricSpec spec, Supplier<Number> value, String... labelValues) {
        Gauge.Builder<Supplier<Number>> gauge = Gauge.builder(
                        name(spec.declaration(), MetricDeclaration.Kind.GAUGE), value)
                .description(spec.declaration().meaning())
                .tags(tags(spec.declaration(), labelValues));
        return (spec.declaration().unit().isEmpty()
                        ? gauge
                        : gauge.baseUnit(spec.declaration().unit()))
                .register(registry);
    }

    /** Exports a meter no longer. */
    public void remove(Meter meter) {
        var unused = registry.remove(meter);
    }

    /** Exports what a Kafka client measures of itself, in place of the client that it follows. */
    public KafkaClientMetrics bind(@Nullable KafkaClientMetrics before, KafkaClientMetrics client) {
        unbind(before);
        client.bindTo(registry);
        return client;
    }

    /** Exports a client's own measurements no longer. */
    public static void unbind(@Nullable KafkaClientMetrics client) {
        if (client != null) {
            client.close();
        }
    }

    private static String name(MetricDeclaration spec, MetricDeclaration.Kind asked) {
        if (spec.kind() != asked) {
            throw new IllegalArgumentException(spec.meterName() + " is declared as " + spec.kind() + ", not " + asked);
        }
        return spec.meterName();
    }

    private static List<Tag> tags(MetricDeclaration spec, String[] values) {
        List<String> labels = spec.labels();
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(
                    spec.meterName() + " has labels " + labels + ", given " + List.of(values));
        }
        List<Tag> tags = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels.get(i), values[i]));
        }
        return tags;
    }

    private static Duration[] millis(long... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofMillis(values[i]);
        }
        return durations;
    }
}
