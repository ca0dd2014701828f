package vn.truc.simulator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoleProcessTest {

    @TempDir
    private Path directory;

    @Test
    void isStartedAgainUntilItIsRetired() {
        RoleProcess role = new RoleProcess("role", directory, "64m", List.of("--version"));
        for (int life = 0; life < 2; life++) {
            role.start();
            assertThat(role.awaitEnd(Duration.ofSeconds(60))).isTrue();
            assertThat(role.exitCode()).isZero();
        }

        role.retire();
        role.start();

        assertThat(role.isAlive()).isFalse();
    }
}
