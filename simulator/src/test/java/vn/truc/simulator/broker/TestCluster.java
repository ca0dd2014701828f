package vn.truc.simulator.broker;

/**
 * The broker under test, of its own and empty. Which it is, the system property {@link #PROPERTY} says; both are set up as
 * the embedded broker is, so that a test neither knows nor cares. Thread-safe.
 */
public interface TestCluster extends AutoCloseable {

    /** {@code embedded}, also where it is missing, or {@code container}. */
    String PROPERTY = "truc.test.cluster";

    /**
     * Starts one and returns when it serves clients.
     *
     * @throws IllegalArgumentException when the property names no kind of broker
     * @throws IllegalStateException when a container is wanted and no Docker engine answers
     */
    static TestCluster start() {
        return ClusterKind.of(System.getProperty(PROPERTY, "embedded")).start();
    }

    /** The address that clients connect to. */
    String bootstrapServers();

    /** Is not there for a moment: the embedded broker is started again on its data, a container is stopped by a signal. */
    void bounce();

    /** Goes away for good. */
    @Override
    void close();
}
