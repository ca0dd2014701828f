package vn.truc.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void theUsersSettingsReachEveryClientAndOutrankDefaults() {
        KafkaSettings kafka =
                new KafkaSettings("broker:9092", Map.of("security.protocol", "SASL_SSL", "linger.ms", "50"));

        assertThat(kafka.producer("p", Map.of("linger.ms", 5), Map.of()))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("linger.ms", "50")
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("client.id", "p");
        assertThat(kafka.consumer("c", Map.of(), Map.of())).containsEntry("security.protocol", "SASL_SSL");
        assertThat(kafka.admin("a")).containsEntry("security.protocol", "SASL_SSL");
        assertThat(kafka.library(Map.of(), Map.of())).containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void theBuffersOfConnectionsGrowAsTheSystemHasItUnlessTheUserSetsThem() {
        KafkaSettings kafka = KafkaSettings.of("broker:9092");

        assertThat(List.of(
                        kafka.producer("p", Map.of(), Map.of()),
                        kafka.consumer("c", Map.of(), Map.of()),
                        kafka.library(Map.of(), Map.of())))
                .allSatisfy(settings -> assertThat(settings)
                        .containsEntry("receive.buffer.bytes", -1)
                        .containsEntry("send.buffer.bytes", -1));
        assertThat(new KafkaSettings("b:1", Map.of("receive.buffer.bytes", "65536")).consumer("c", Map.of(), Map.of()))
                .containsEntry("receive.buffer.bytes", "65536");
    }

    @Test
    void clientsAskAgainSoonUnlessTheUserSaysOtherwise() {
        assertThat(KafkaSettings.of("b:1").library(Map.of(), Map.of())).containsEntry("retry.backoff.ms", 20);
        assertThat(new KafkaSettings("b:1", Map.of("retry.backoff.ms", "100")).admin("a"))
                .containsEntry("retry.backoff.ms", "100");
    }

    @Test
    void whatAGuaranteeNeedsCannotBeTakenAway() {
        KafkaSettings kafka = new KafkaSettings("broker:9092", Map.of("acks", "1"));

        assertThatThrownBy(() -> kafka.producer("p", Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acks=1")
                .hasMessageContaining("requires acks=all");
        assertThat(new KafkaSettings("b:1", Map.of("acks", "all")).producer("p", Map.of(), Map.of()))
                .containsEntry("acks", "all");
        assertThatThrownBy(() -> new KafkaSettings("b:1", Map.of("max.in.flight.requests.per.connection", "5"))
                        .producer("p", Map.of(), Map.of()))
                .hasMessageContaining("requires max.in.flight.requests.per.connection=1");
    }

    @Test
    void consumersSeeCommittedRecordsUnlessTheRoleRequiresOtherwise() {
        KafkaSettings kafka = KafkaSettings.of("broker:9092");

        assertThat(kafka.consumer("c", Map.of(), Map.of()))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false);
        assertThat(kafka.consumer("c", Map.of(), Map.of("isolation.level", "read_uncommitted")))
                .containsEntry("isolation.level", "read_uncommitted");
    }

    @Test
    void anAdminClientTakesItsSettings() {
        try (Admin admin = Admin.create(KafkaSettings.of("localhost:1").admin("a"))) {
            assertThat(admin).isNotNull();
        }
    }
}
