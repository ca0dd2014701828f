package vn.truc.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.truc.schemas.avro.AdministrativeLevel;

class TopicNamesTest {

    private final TopicNames usual = TopicNames.of("t.");

    @Test
    void topicsAreCalledByPrefixAndPurposeUnlessNamed() {
        TopicNames named = usual.withOutbox("docs.in").withInbox(AdministrativeLevel.CENTRAL, "docs.central");

        assertThat(usual.name(Topic.OUTBOX)).isEqualTo("t.outbox");
        assertThat(named.name(Topic.OUTBOX)).isEqualTo("docs.in");
        assertThat(named.inbox(AdministrativeLevel.CENTRAL)).isEqualTo("docs.central");
        assertThat(named.inboxes())
                .containsExactly("t.inbox.commune", "t.inbox.district", "t.inbox.provincial", "docs.central");
        assertThat(named.isNamed(Topic.OUTBOX)).isTrue();
        assertThat(named.isNamed(Topic.RECEIPT)).isFalse();
    }

    @Test
    void inboxesMayShareATopicAndNothingElseMay() {
        TopicNames shared = usual;
        for (AdministrativeLevel level : AdministrativeLevel.values()) {
            shared = shared.withInbox(level, "docs.out");
        }
        TopicNames all = shared;

        assertThat(all.inboxes()).containsExactly("docs.out");
        assertThatThrownBy(() -> all.withOutbox("docs.out"))
                .hasMessageContaining("docs.out")
                .hasMessageContaining("only inboxes may share");
        assertThatThrownBy(() -> usual.withInbox(AdministrativeLevel.COMMUNE, "t.receipt"))
                .hasMessageContaining("receipt");
        assertThatThrownBy(() -> usual.withOutbox("docs in")).hasMessageContaining("'docs in'");
    }

    @Test
    void theGroupsAreNamedAfterThePrefix() {
        assertThat(TopicNames.of("truc.").routerGroup()).isEqualTo("truc.router");
        assertThat(TopicNames.of("truc.").consumerGroup()).isEqualTo("truc-consumer");
        assertThat(TopicNames.of("test.truc-").consumerGroup()).isEqualTo("test.truc-consumer");
        assertThat(TopicNames.of("").consumerGroup()).isEqualTo("consumer");
    }
}
