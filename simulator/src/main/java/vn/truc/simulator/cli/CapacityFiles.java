package vn.truc.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.truc.simulator.capacity.CapacityCsv;
import vn.truc.simulator.capacity.CapacityPage;
import vn.truc.simulator.capacity.CapacityReport;
import vn.truc.simulator.report.ReportJson;

/** The files of a search in an output directory. */
final class CapacityFiles {

    private static final String JSON = "capacity.json";
    private static final String PAGE = "capacity.html";
    private static final String CSV = "capacity.csv";

    private CapacityFiles() {}

    /** Writes them into a directory, which is made when it is not there. */
    static void writeTo(Path directory, CapacityReport report) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(JSON), ReportJson.text(report));
            Files.writeString(directory.resolve(PAGE), CapacityPage.of(report));
            Files.write(directory.resolve(CSV), CapacityCsv.of(report));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the result into " + directory + ": " + e.getMessage() + "; --out names the directory",
                    e);
        }
    }
}
