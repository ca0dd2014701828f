package vn.truc.runtime.metrics;

import io.micrometer.core.instrument.Gauge;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a member of a consumer group is behind in each partition that it has, under the name that dashboards for Kafka
 * know: {@code kafka_consumergroup_lag}. Each partition is exported by the member that has it, so sums over a group are right.
 *
 * <p>One thread sets it.
 *
 * @see <a href="https://github.com/danielqsj/kafka_exporter#consumer-groups">the exporter that named it</a>
 */
public final class GroupLag {

    /** The gauge, for the declarations of the modules whose roles are in a group. */
    public static final MetricDeclaration DECLARATION = MetricDeclaration.gauge(
            "kafka.consumergroup.lag",
            "",
            "Records that a member of a consumer group has not dealt with yet, of each partition that it has",
            "consumergroup",
            "topic",
            "partition");

    private final Meters meters;
    private final MetricSpec spec;
    private final String group;
    private final Map<TopicPartition, Row> rows = new HashMap<>();

    private record Row(AtomicLong records, Gauge gauge) {}

    /** @param spec with {@link #DECLARATION} */
    public GroupLag(Meters meters, MetricSpec spec, String group) {
        this.meters = meters;
        this.spec = spec;
        this.group = group;
    }

    /** Exports these records of lag, and no longer what is not among them. */
    public void set(Map<TopicPartition, Long> records) {
        for (Iterator<Map.Entry<TopicPartition, Row>> had = rows.entrySet().iterator(); had.hasNext(); ) {
            Map.Entry<TopicPartition, Row> row = had.next();
            if (!records.containsKey(row.getKey())) {
                meters.remove(row.getValue().gauge());
                had.remove();
            }
        }
        records.forEach((partition, lag) ->
                rows.computeIfAbsent(partition, this::row).records().set(lag));
    }

    private Row row(TopicPartition partition) {
        AtomicLong records = new AtomicLong();
        Gauge gauge =
                meters.gauge(spec, () -> records, group, partition.topic(), Integer.toString(partition.partition()));
        return new Row(records, gauge);
    }
}
