package vn.truc.simulator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.truc.producer.emission.Plan;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.Batching;
import vn.truc.schemas.seal.SealMethod;
import vn.truc.simulator.cli.CommandLineUnderTest;
import vn.truc.simulator.exchange.RecordedExchange;
import vn.truc.simulator.scenario.Scenarios;

/** The commands of docs/EVIDENCE.md, run as they stand there. */
class EvidenceTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "EVIDENCE.md");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"ED25519, MERKLE", "ECDSA_P256, EACH", "RSA_2048, MERKLE"})
    void pythonAndOpensslConfirmWhatIsExportedAndNothingElse(SealScheme scheme, Batching batching) throws Exception {
        assumeTrue(
                runs("python3 --version") && runs("openssl version"),
                "python3 and openssl are not installed: evidence was not confirmed");
        Plan plan = new Plan(Scenarios.read("smoke").withDocuments(300).withSeal(new SealMethod(scheme, batching)), 2);
        try (RecordedExchange recorded = RecordedExchange.of(plan)) {
            StringWriter out = new StringWriter();
            int code = CommandLineUnderTest.execute(
                    new PrintWriter(out),
                    "audit",
                    "--document",
                    recorded.someDocument(),
                    "--out",
                    directory.toString(),
                    "--topic-prefix",
                    "recorded.",
                    "--bootstrap-servers",
                    recorded.bootstrapServers());
            assertThat(code).as(out.toString()).isZero();
        }
        Files.writeString(directory.resolve("signed.py"), blocks("python").get(0));
        String commands = blocks("sh").get(0);
        if (scheme != SealScheme.ED25519) {
            List<String> lines = new ArrayList<>(commands.lines().toList());
            lines.set(2, blocks("sh").get(1).strip());
            commands = String.join("\n", lines);
        }

        assertThat(run(commands)).as("genuine").isZero();

        for (String file : List.of("header.bin", "body.bin", "agency/signature.bin")) {
            byte[] genuine = Files.readAllBytes(directory.resolve(file));
            byte[] changed = genuine.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(directory.resolve(file), changed);
            assertThat(run(commands)).as("changed " + file).isNotZero();
            Files.write(directory.resolve(file), genuine);
        }
        Files.writeString(directory.resolve("agency/issued-at.txt"), "1\n");
        assertThat(run(commands)).as("issued before the certificate").isNotZero();
    }

    private boolean runs(String command) throws Exception {
        return run(command) == 0;
    }

    private int run(String commands) throws Exception {
        Process shell = new ProcessBuilder("bash", "-ec", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return shell.exitValue();
    }

    /** What stands between {@code ```language} and the next {@code ```}. */
    private static List<String> blocks(String language) throws Exception {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (block != null && line.equals("```")) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            } else if (line.equals("```" + language)) {
                block = new StringBuilder();
            }
        }
        return blocks;
    }
}
