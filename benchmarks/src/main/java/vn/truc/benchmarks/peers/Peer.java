package vn.truc.benchmarks.peers;

/** One way to bring documents of 1 KiB from one end to the other. */
interface Peer {

    /** As the table calls it. */
    String name();

    /**
     * How many documents it is given where the sealed exchange is given so many: as many as make its measurement last
     * about as long.
     */
    long documents(long ofExchange);

    /**
     * Brings documents to their end on topics of its own.
     *
     * @param topicPrefix what every topic name, group and transaction must begin with
     * @throws RuntimeException when a document is lost, doubled or not what was sent
     */
    Measurement measure(String topicPrefix, long documents);
}
