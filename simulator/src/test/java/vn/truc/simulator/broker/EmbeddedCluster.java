package vn.truc.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;

/** The embedded broker, which must not have failed by the time it is closed. */
final class EmbeddedCluster implements TestCluster {

    private final EmbeddedBroker broker = EmbeddedBroker.start(0, null, fault -> {});

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
        assertThat(broker.fault()).isNull();
    }
}
