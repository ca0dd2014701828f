package vn.truc.benchmarks.peers;

import java.time.Duration;

/**
 * Two hops and nothing else: produce, copy in transactions, consume what is committed. What is possible at all for whoever
 * routes exactly once, with the same broker, the same client settings and the same number of partitions.
 */
final class BareChain implements Peer {

    static final String NAME = "bare two-hop chain";

    /** Long enough that transactions cost next to nothing, as {@link TransactionCost} measures; it answers to no latency. */
    private static final Duration TRANSACTION = Duration.ofMillis(50);

    private final TestCluster cluster;
    private final int partitions;
    private final Bodies bodies = new Bodies();

    BareChain(TestCluster cluster, int partitions) {
        this.cluster = cluster;
        this.partitions = partitions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long documents(long ofExchange) {
        return 2 * ofExchange;
    }

    @Override
    public Measurement measure(String topicPrefix, long documents) {
        String first = topicPrefix + "first";
        String second = topicPrefix + "second";
        cluster.createTopics(partitions, first, second);
        ChainClients clients = new ChainClients(cluster.kafka(), topicPrefix);
        return Chain.measure(
                new RecordSource(clients.tunedProducer(), first, documents, bodies::body),
                new TransactionalCopy(
                        clients.tunedConsumer(first), clients.transactionalProducer(), second, TRANSACTION),
                new RecordSink(clients.tunedConsumer(second), second, documents, Bodies::check),
                documents);
    }
}
