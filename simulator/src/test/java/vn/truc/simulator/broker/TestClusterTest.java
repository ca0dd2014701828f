package vn.truc.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TestClusterTest {

    @Test
    @Tag("guarantee")
    void isSetUpAsTheEmbeddedBrokerIs() throws Exception {
        ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(BrokerSettings.NODE_ID));
        try (TestCluster cluster = TestCluster.start();
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()))) {

            Map<String, String> settings = admin.describeConfigs(List.of(node)).all().get().get(node).entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));

            assertThat(settings).containsAllEntriesOf(BrokerSettings.behaviour());
        }
    }

    @Test
    void namesTheBrokersThereAreWhenItIsAskedForAnother() {
        assertThatThrownBy(() -> ClusterKind.of("podman"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(TestCluster.PROPERTY, "'podman'", "embedded, container");
    }
}
