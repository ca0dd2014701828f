package vn.truc.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    @TempDir
    Path scratch;

    @Test
    void keepsTheClusterIdOfADirectoryThatWasFormattedBefore() throws IOException {
        open(scratch).close();
        String first = clusterId(scratch);

        open(scratch).close();

        assertThat(clusterId(scratch)).isEqualTo(first);
    }

    @Test
    void lendsADirectoryToOneBrokerAtATime() {
        try (DataDirectory held = open(scratch)) {
            assertThatThrownBy(() -> open(held.path()))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContainingAll("another broker", scratch.toString(), "--data");
        }
        open(scratch).close();
    }

    @Test
    void leavesADirectoryAloneThatHoldsSomethingElse() throws IOException {
        Path letter = Files.writeString(scratch.resolve("letter.txt"), "dear sir");

        assertThatThrownBy(() -> open(scratch))
                .isInstanceOf(BrokerException.class)
                .hasMessageContainingAll("neither empty nor", scratch.toString(), "--data");

        assertThat(letter).hasContent("dear sir");
        assertThat(scratch.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME)).doesNotExist();
    }

    @Test
    void formatsADirectoryWhoseFormattingWasInterrupted() throws IOException {
        open(scratch).close();
        Files.delete(scratch.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME));

        open(scratch).close();

        assertThat(clusterId(scratch)).isNotEmpty();
    }

    @Test
    void saysThatAFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(scratch.resolve("letter.txt"), "dear sir");

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(BrokerException.class)
                .hasMessageContainingAll(file.toString(), "not a directory", "--data");
    }

    @Test
    void removesATemporaryDirectoryWithAllThatIsInIt() throws IOException {
        DataDirectory directory = DataDirectory.open(null, BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER_LISTENER);
        Files.createDirectories(directory.path().resolve("deep/down"));
        Files.writeString(directory.path().resolve("deep/down/letter.txt"), "dear sir");

        directory.close();

        assertThat(directory.path()).doesNotExist();
    }

    private static DataDirectory open(Path path) {
        return DataDirectory.open(path, BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER_LISTENER);
    }

    private static String clusterId(Path directory) throws IOException {
        return new MetaPropertiesEnsemble.Loader()
                .addLogDirs(List.of(directory.toString()))
                .load()
                .clusterId()
                .orElse("");
    }
}
