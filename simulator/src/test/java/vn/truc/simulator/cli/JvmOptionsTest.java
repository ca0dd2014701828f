package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The launcher lets Java pass over flags that it does not know, so that others than 17 start; a misspelt one would pass too. */
class JvmOptionsTest {

    private static final int RELEASE = 17;
    private static final Pattern FLAG = Pattern.compile("-XX:[+-]?(\\w+)(=.*)?");

    @Test
    void java17KnowsEveryFlagOfTheLauncher() throws IOException {
        assumeTrue(Runtime.version().feature() == RELEASE);
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

        List<String> flags = Files.readAllLines(Path.of("jvm.options")).stream()
                .map(FLAG::matcher)
                .filter(Matcher::matches)
                .map(flag -> flag.group(1))
                .toList();

        assertThat(flags).contains("UseParallelGC", "C1UpdateMethodData");
        for (String flag : flags) {
            assertThatCode(() -> machine.getVMOption(flag)).as(flag).doesNotThrowAnyException();
        }
    }
}
