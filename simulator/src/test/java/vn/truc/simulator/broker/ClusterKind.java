package vn.truc.simulator.broker;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which brokers tests can run on. */
enum ClusterKind {
    EMBEDDED(EmbeddedCluster::new),
    CONTAINER(ContainerCluster::new);

    private final Supplier<TestCluster> starter;

    ClusterKind(Supplier<TestCluster> starter) {
        this.starter = starter;
    }

    static ClusterKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(TestCluster.PROPERTY + " is '" + label
                        + "', and there is no such broker to test on; give it one of "
                        + Arrays.stream(values()).map(ClusterKind::label).collect(Collectors.joining(", "))));
    }

    TestCluster start() {
        return starter.get();
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
