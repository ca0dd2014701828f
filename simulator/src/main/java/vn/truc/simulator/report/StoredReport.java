package vn.truc.simulator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A {@code report.json} as it was found. It is kept as a tree: older programs wrote fewer fields, and whoever reads a
 * report must do without those that are missing.
 *
 * @param file where it stands
 * @param tree its content; an object of a version that this program knows
 */
public record StoredReport(Path file, JsonNode tree) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads a report.
     *
     * @param given the file, or the directory that {@code --out} named
     * @throws InvalidReportException when there is none, it is no report, or of a newer version
     */
    public static StoredReport read(Path given) {
        Path file = Files.isDirectory(given) ? given.resolve(ReportJson.FILE) : given;
        JsonNode tree;
        try {
            tree = MAPPER.readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new InvalidReportException(
                    file + ": there is no such file; give a directory that 'truc run --out' wrote, or its report.json");
        } catch (JsonProcessingException e) {
            throw notAReport(file, "it is not JSON: " + e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw notAReport(file, "it is not text");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        if (!tree.isObject()
                || !tree.path("version").isInt()
                || !tree.path("scenario").isTextual()) {
            throw notAReport(file, "it has no 'version' and 'scenario'");
        }
        int version = tree.path("version").intValue();
        if (version > RunReport.VERSION) {
            throw new InvalidReportException(file + ": a report of version " + version + "; this program reads version "
                    + RunReport.VERSION + ": use the truc that wrote it, or a newer one");
        }
        return new StoredReport(file, tree);
    }

    private static InvalidReportException notAReport(Path file, String why) {
        return new InvalidReportException(file + ": not a report of 'truc run': " + why);
    }

    /** The name of the scenario. */
    public String scenario() {
        return tree.path("scenario").textValue();
    }

    /** Where another form of this report belongs: a file of that name beside it. */
    public Path beside(String name) {
        return file.resolveSibling(name);
    }
}
