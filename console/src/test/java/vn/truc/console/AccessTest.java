package vn.truc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String TOKEN = "0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.3.2.1", "[::1]:8080"})
    void onThisMachineItIsOpenUnderLoopbackNames(String host) {
        assertThat(Access.onThisMachine().knowsHost(host)).isTrue();
        assertThat(Access.onThisMachine().lets(null, null, null)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "example.com",
                "localhost.example.com",
                "127.0.0.1.example.com:80",
                "127.0.0.1:80@x",
                "10.0.0.1"
            })
    void aNameFromElsewhereIsNotAnswered(String host) {
        assertThat(Access.onThisMachine().knowsHost(host)).isFalse();
    }

    @Test
    void theTokenOpensItAndSoDoesTheSessionThatStandsForIt() {
        Access access = Access.byToken(TOKEN);

        assertThat(access.knowsHost("anything.example")).isTrue();
        assertThat(access.lets(null, null, TOKEN)).isTrue();
        assertThat(access.lets("Bearer " + TOKEN, null, null)).isTrue();
        assertThat(access.lets(null, access.session(), null)).isTrue();
    }

    @Test
    void nothingElseDoes() {
        Access access = Access.byToken(TOKEN);

        assertThat(access.lets(null, null, null)).isFalse();
        assertThat(access.lets(TOKEN, null, null)).isFalse();
        assertThat(access.lets("Bearer ", "", "")).isFalse();
        assertThat(access.lets("Bearer " + TOKEN + "0", TOKEN, TOKEN.substring(1)))
                .isFalse();
        assertThat(access.lets(null, Access.byToken(TOKEN).session(), null)).isFalse();
        assertThat(Access.onThisMachine().grants(null)).isFalse();
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefused() {
        assertThatThrownBy(() -> Access.byToken(TOKEN.substring(1))).hasMessageContaining("16 characters");
    }
}
