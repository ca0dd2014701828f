package vn.truc.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

final class BrokerSettingsTest {

    @Test
    void areAllKnownToTheServerWhichIgnoresMisspeltOnes() {
        try (ListeningSockets sockets = ListeningSockets.bind(0)) {
            Map<String, String> settings = BrokerSettings.of(sockets, Path.of("data"), 0);

            assertThat(KafkaConfig.configDef().names()).containsAll(settings.keySet());
        }
    }

    @Test
    void listenOnTheLoopbackAddressOnly() {
        try (ListeningSockets sockets = ListeningSockets.bind(0)) {
            Map<String, String> settings = BrokerSettings.of(sockets, Path.of("data"), 0);

            assertThat(settings.get("listeners").split(","))
                    .hasSize(2)
                    .allMatch(listener -> listener.contains("://127.0.0.1:"));
        }
    }
}
