package vn.truc.simulator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disturbed exchanges of processes, by the program as it is packaged: ten in each build, two hundred with {@code -Pnightly}.
 * Some are made beside each other, since an exchange that was disturbed waits for most of its time.
 */
class ChaosIT {

    private static final int RUNS = Integer.getInteger("truc.chaos.runs", 10);
    private static final int BESIDE_EACH_OTHER = 3;
    private static final long MINUTES_PER_RUN_MAX = 10;

    /** Most of such a process is over before a second compiler or collector threads would gain anything. */
    private static final List<String> SHORT_LIVED = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    private Path directory;

    @Test
    void everyAuditHoldsHoweverTheExchangeWasDisturbed() throws IOException, InterruptedException {
        Path archive = classArchive();
        Map<Integer, Process> chaos = new TreeMap<>();
        try {
            int seed = 1;
            int parts = Math.min(RUNS, BESIDE_EACH_OTHER);
            for (int part = 0; part < parts; part++) {
                int runs = RUNS * (part + 1) / parts - RUNS * part / parts;
                chaos.put(seed, chaos(archive, seed, runs));
                seed += runs;
            }
            int held = 0;
            for (Map.Entry<Integer, Process> one : chaos.entrySet()) {
                assertThat(one.getValue().waitFor(RUNS * MINUTES_PER_RUN_MAX, TimeUnit.MINUTES))
                        .isTrue();
                String said = Files.readString(output(one.getKey()));
                assertThat(one.getValue().exitValue()).as(said).isZero();
                assertThat(said).contains("lost 0   duplicated 0   forged delivered 0");
                held += said.split("seed \\d+: held", -1).length - 1;
            }
            assertThat(held).isEqualTo(RUNS);
        } finally {
            chaos.values().forEach(Process::destroy);
        }
    }

    private Process chaos(Path archive, int seed, int runs) throws IOException {
        return program(
                output(seed),
                List.of("-XX:SharedArchiveFile=" + archive),
                List.of(
                        "chaos",
                        "smoke",
                        "--seed",
                        Integer.toString(seed),
                        "--runs",
                        Integer.toString(runs),
                        "--rate",
                        "150",
                        "--duration",
                        "4s"));
    }

    /** As the launcher makes one: a run has a dozen Java machines, and each starts in half the time. */
    private Path classArchive() throws IOException, InterruptedException {
        Path archive = directory.resolve("classes.jsa");
        Process run = program(
                directory.resolve("archiving"),
                List.of("-XX:ArchiveClassesAtExit=" + archive),
                List.of("run", "smoke", "--documents", "300", "--rate", "150", "--quiet"));
        assertThat(run.waitFor())
                .as(Files.readString(directory.resolve("archiving")))
                .isZero();
        return archive;
    }

    private Path output(int seed) {
        return directory.resolve("from-seed-" + seed);
    }

    private static Process program(Path output, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_LIVED);
        command.addAll(options);
        command.addAll(List.of("-jar", System.getProperty("truc.jar")));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
