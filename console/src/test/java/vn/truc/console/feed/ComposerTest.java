package vn.truc.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComposerTest {

    @Test
    void theAddresseesMoveAsTheirReceiptsSayAndTheOthersAsTheClusterSays() {
        State.Role router = new State.Role("router", "truc.router", "STABLE", 1, 7L, 100);
        State.Role consumer = new State.Role(ClusterWatch.CONSUMER, "truc.consumer", "STABLE", 2, 9L, 0);

        assertThat(Composer.roles(List.of(router, consumer), 320))
                .containsExactly(router, new State.Role("consumer", "truc.consumer", "STABLE", 2, 9L, 320));
    }
}
