package vn.truc.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.truc.runtime.agent.Agent;

/**
 * What transactions cost a copy from topic to topic: the same chain without them and with them at several commit intervals,
 * in one run, in turn, each round in the reverse order of the last. Called as {@code TransactionCost [ROUNDS [RECORDS]]}.
 */
public final class TransactionCost {

    private static final int PARTITIONS = 2;
    private static final List<Integer> INTERVALS_MILLIS = List.of(10, 50, 100, 1_000);

    private TransactionCost() {}

    /** Measures and prints a table. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
        long records = arguments.length > 1 ? Long.parseLong(arguments[1]) : 400_000;
        Map<String, List<Measurement>> measured = new LinkedHashMap<>();
        List<Integer> intervals = new ArrayList<>(List.of(0));
        intervals.addAll(INTERVALS_MILLIS);
        intervals.forEach(interval -> measured.put(name(interval), new ArrayList<>()));
        try (TestCluster cluster = TestCluster.start(fault -> {
            throw fault;
        })) {
            for (int round = -1; round < rounds; round++) {
                List<Integer> order = new ArrayList<>(intervals);
                if (round % 2 != 0) {
                    Collections.reverse(order);
                }
                for (int interval : order) {
                    Measurement one = measure(cluster, "r" + (round + 1) + "." + interval + ".", interval, records);
                    // the first round warms up
                    if (round >= 0) {
                        measured.computeIfAbsent(name(interval), first -> new ArrayList<>())
                                .add(one);
                    }
                }
            }
        }
        print(measured);
    }

    private static Measurement measure(TestCluster cluster, String prefix, int intervalMillis, long records) {
        String first = prefix + "first";
        String second = prefix + "second";
        cluster.createTopics(PARTITIONS, first, second);
        ChainClients clients = new ChainClients(cluster.kafka(), prefix);
        Bodies bodies = new Bodies();
        Agent copy = intervalMillis == 0
                ? new PlainCopy(clients.tunedConsumer(first), clients.tunedProducer(), second)
                : new TransactionalCopy(
                        clients.tunedConsumer(first),
                        clients.transactionalProducer(),
                        second,
                        Duration.ofMillis(intervalMillis));
        Measurement measured = Chain.measure(
                new RecordSource(clients.tunedProducer(), first, records, bodies::body),
                copy,
                new RecordSink(clients.tunedConsumer(second), second, records, Bodies::check),
                records);
        cluster.removeTopics();
        return measured;
    }

    private static String name(int intervalMillis) {
        return intervalMillis == 0 ? "without transactions" : "a commit every " + intervalMillis + " ms";
    }

    private static void print(Map<String, List<Measurement>> measured) {
        double without = median(measured.getOrDefault(name(0), List.of()), true);
        System.out.println("| | records/s | of that without | CPU us/record |");
        System.out.println("|---|---|---|---|");
        measured.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.1f |%n",
                name,
                median(all, true),
                median(all, true) / without,
                median(all, false)));
    }

    private static double median(List<Measurement> all, boolean perSecond) {
        double[] values = all.stream()
                .mapToDouble(one -> perSecond ? one.perSecond() : one.cpuMicrosPerDocument())
                .sorted()
                .toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
