package vn.truc.runtime.kafka;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What Kafka clients say of their connections. */
public final class ClientConnections {

    private static final String OPEN = "connection-count";

    private ClientConnections() {}

    /**
     * Whether any client has a connection to any broker; from any thread.
     *
     * @param metrics of one client or of several
     */
    public static boolean isConnected(Map<MetricName, ? extends Metric> metrics) {
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            if (metric.getKey().name().equals(OPEN)
                    && metric.getValue().metricValue() instanceof Number open
                    && open.doubleValue() > 0) {
                return true;
            }
        }
        return false;
    }
}
