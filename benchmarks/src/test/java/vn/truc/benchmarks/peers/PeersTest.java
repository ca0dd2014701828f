package vn.truc.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PeersTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void wrongUsageEndsWithTwoAndSaysWhatIsAllowed() {
        assertThat(peers("--rounds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--rounds is 0, must be at least 1");
        assertThat(peers("--documents", "999")).isEqualTo(2);
        assertThat(err.toString()).contains("--documents is 999, must be at least 1000");
    }

    @Test
    void helpSaysThatTheWarmUpIsNotCounted() {
        assertThat(peers("--help")).isZero();
        assertThat(out.toString()).contains("warm-up").contains("not");
    }

    private int peers(String... arguments) {
        return Peers.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
