package vn.truc.runtime.kafka;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What Kafka clients say of their connections. */
public final class ClientConnections {

    private static final String OPEN = "connection-count";

    private ClientConnections() {}

    /**
     * Whether each client has a connection to a broker; from any thread.
     *
     * @param metrics of one client or of several
     */
    public static boolean areOpen(Map<MetricName, ? extends Metric> metrics) {
        return areOpen(metrics, clientId -> true);
    }

    /**
     * Whether each of some clients has a connection to a broker; from any thread.
     *
     * @param metrics of one client or of several
     * @param which of them are asked for, by their ids; false when there is none
     */
    public static boolean areOpen(Map<MetricName, ? extends Metric> metrics, Predicate<String> which) {
        boolean any = false;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals(OPEN) && which.test(name.tags().getOrDefault("client-id", ""))) {
                any = true;
                if (!(metric.getValue().metricValue() instanceof Number open) || open.doubleValue() < 1) {
                    return false;
                }
            }
        }
        return any;
    }
}
