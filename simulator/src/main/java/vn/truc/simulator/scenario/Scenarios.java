package vn.truc.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.truc.producer.emission.Scenario;

/** Scenarios that come with the program, and those in a user's files. */
public final class Scenarios {

    /** The scenario that is run when none is named. */
    public static final String DEFAULT = "soc-trang";

    private static final List<String> BUILT_IN =
            List.of("soc-trang", "smoke", "national", "year", "large", "reference");

    private Scenarios() {}

    /** The names of the scenarios that come with the program. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * The scenario of a built-in name, or of a file.
     *
     * @throws InvalidScenarioException naming everything that is wrong, also when there is no such scenario
     */
    public static Scenario read(String nameOrFile) {
        return readFile(nameOrFile).scenario();
    }

    /**
     * The scenario of a built-in name, or of a file, with its thresholds.
     *
     * @throws InvalidScenarioException naming everything that is wrong, also when there is no such scenario
     */
    public static ScenarioFile readFile(String nameOrFile) {
        return ScenarioReader.read(nameOrFile, text(nameOrFile));
    }

    /**
     * The text of a scenario as it stands, comments included.
     *
     * @throws InvalidScenarioException when there is no such scenario
     */
    public static String text(String nameOrFile) {
        if (BUILT_IN.contains(nameOrFile)) {
            return resource(nameOrFile + ".yaml");
        }
        Path file = Path.of(nameOrFile);
        String allowed = "a file, or one of " + String.join(", ", BUILT_IN);
        if (!Files.isRegularFile(file)) {
            String found = Files.exists(file) ? "not a file" : "no such file or built-in scenario";
            throw new InvalidScenarioException(List.of(new Problem(nameOrFile, 0, "", found, allowed)));
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new InvalidScenarioException(
                    List.of(new Problem(nameOrFile, 0, "", "not UTF-8 text", "a scenario in YAML")));
        } catch (IOException e) {
            throw new InvalidScenarioException(
                    List.of(new Problem(nameOrFile, 0, "", "cannot be read: " + e.getMessage(), allowed)));
        }
    }

    private static String resource(String name) {
        try (InputStream in = Scenarios.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its scenario " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's scenario " + name + " cannot be read", e);
        }
    }
}
