package vn.truc.benchmarks.peers;

/**
 * The usual home-made way: the JDK's RSA signature on each document, one thread for each role, clients as Kafka gives
 * them, offsets committed after what was sent. Signed once, verified twice, as in the exchange; but no duplicate index, no
 * transaction, no receipt and no count of a share.
 */
final class HomeMadeChain implements Peer {

    static final String NAME = "home-made, SHA256withRSA each";

    private static final int SLOWER_THAN_EXCHANGE = 40;

    private final TestCluster cluster;
    private final int partitions;
    private final Bodies bodies = new Bodies();
    private final HomeMadeSeal seal = new HomeMadeSeal();

    HomeMadeChain(TestCluster cluster, int partitions) {
        this.cluster = cluster;
        this.partitions = partitions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long documents(long ofExchange) {
        return Math.max(1, ofExchange / SLOWER_THAN_EXCHANGE);
    }

    @Override
    public Measurement measure(String topicPrefix, long documents) {
        String first = topicPrefix + "first";
        String second = topicPrefix + "second";
        cluster.createTopics(partitions, first, second);
        ChainClients clients = new ChainClients(cluster.kafka(), topicPrefix);
        HomeMadeSeal.Signer signer = seal.new Signer();
        return Chain.measure(
                new RecordSource(clients.plainProducer(), first, documents, n -> signer.sign(bodies.body(n))),
                new PlainRelay(
                        clients.plainConsumer(first), clients.plainProducer(), second, seal.new Verifier()::verify),
                new RecordSink(clients.plainConsumer(second), second, documents, seal.new Verifier()::verify),
                documents);
    }
}
