package vn.truc.benchmarks.peers;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Kafka's own {@code kafka-producer-perf-test}, in this process, with the settings of the exchange's issuing workers: one
 * hop, and nobody reads. Its throughput is what it says itself; the tool's start is in its CPU time alone.
 */
final class ProducerTool implements Peer {

    private static final Pattern RATE = Pattern.compile("(\\d+) records sent, ([\\d.,]+) records/sec");

    private final TestCluster cluster;
    private final int partitions;

    ProducerTool(TestCluster cluster, int partitions) {
        this.cluster = cluster;
        this.partitions = partitions;
    }

    @Override
    public String name() {
        return "ProducerPerformance";
    }

    @Override
    public long documents(long ofExchange) {
        return 2 * ofExchange;
    }

    @Override
    public Measurement measure(String topicPrefix, long documents) {
        String topic = topicPrefix + "one";
        cluster.createTopics(partitions, topic);
        Stopwatch stopwatch = Stopwatch.start();
        String said = outputOf(arguments(topic, documents));
        long cpuNanos = stopwatch.stop(documents).cpuNanos();
        return new Measurement(documents, Math.round(documents * 1e9 / perSecond(said, documents)), cpuNanos);
    }

    /** The rate over all records; lines before the last one tell of a part of them. */
    static double perSecond(String said, long documents) {
        Matcher line = RATE.matcher(said);
        String rate = null;
        while (line.find()) {
            rate = Long.parseLong(line.group(1)) == documents ? line.group(2) : null;
        }
        if (rate == null) {
            throw new IllegalStateException("ProducerPerformance did not send " + documents + " records: " + said);
        }
        // the tool writes numbers as the user's country does
        return Double.parseDouble(rate.replace(',', '.'));
    }

    private String[] arguments(String topic, long documents) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-server",
                cluster.kafka().bootstrapServers(),
                "--topic",
                topic,
                "--num-records",
                Long.toString(documents),
                "--record-size",
                Integer.toString(Bodies.BYTES),
                "--throughput",
                "-1",
                "--command-property",
                ProducerConfig.ACKS_CONFIG + "=all"));
        ChainClients.sending().forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments.toArray(String[]::new);
    }

    /** The tool prints and returns nothing; it would end the process only because of wrong arguments. */
    private static String outputOf(String[] arguments) {
        PrintStream standardOutput = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream listening = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(listening);
            ProducerPerformance.main(arguments);
        } catch (Exception e) {
            throw new IllegalStateException("ProducerPerformance failed: " + e.getMessage(), e);
        } finally {
            System.setOut(standardOutput);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
