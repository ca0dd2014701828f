package vn.truc.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import vn.truc.simulator.report.JUnitReport;
import vn.truc.simulator.report.LatencyFiles;
import vn.truc.simulator.report.ReportJson;
import vn.truc.simulator.report.RunReport;
import vn.truc.simulator.report.StoredReport;
import vn.truc.simulator.report.page.ReportPage;

/** What becomes of results. */
final class OutputOptions {

    private static final String VIOLATIONS = "violations.txt";
    private static final String AUDIT = "audit.json";

    @Option(names = "--json", description = "The result as JSON on standard output, and nothing else there.")
    boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Also write the result into this directory.")
    @Nullable
    Path directory;

    /**
     * Makes sure that results can be written, before they cost anything.
     *
     * @throws IllegalArgumentException when they cannot
     */
    void prepare() {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalArgumentException("--out: cannot make the directory " + directory + ": " + e, e);
        }
        if (!Files.isWritable(directory)) {
            throw new IllegalArgumentException("--out: cannot write into the directory " + directory);
        }
    }

    /**
     * Prints a result, and writes the report of a run into the directory.
     *
     * @param delivered latencies in microseconds
     */
    void write(CommandLine command, RunReport report, Histogram delivered, List<String> screen, String asJson) {
        print(command, screen, asJson);
        if (directory != null) {
            StoredReport stored = StoredReport.read(ReportJson.writeTo(directory, report));
            LatencyFiles.writeTo(directory, report.intervals(), delivered);
            ReportPage.writeBeside(stored);
            JUnitReport.writeBeside(stored);
        }
    }

    /** Prints the result of an audit, and writes it into the directory as JSON. */
    void writeAudit(CommandLine command, List<String> screen, String asJson) {
        print(command, screen, asJson);
        if (directory != null) {
            try {
                Files.writeString(directory.resolve(AUDIT), asJson);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + directory.resolve(AUDIT) + ": " + e.getMessage(), e);
            }
        }
    }

    /** Prints a result. */
    void print(CommandLine command, List<String> screen, String asJson) {
        if (json) {
            command.getOut().print(asJson);
        } else {
            screen.forEach(command.getOut()::println);
        }
        command.getOut().flush();
    }

    /**
     * Lists everything that broke a guarantee in a file, beside the report or where the command was started. Where that
     * cannot be written it says so: the verdict stands, and so does the exit code that tells it.
     */
    void writeViolations(CommandLine command, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Path file = (directory == null ? Path.of("") : directory).resolve(VIOLATIONS);
        try {
            Files.write(file, lines);
            command.getErr().println("all " + lines.size() + " violations are listed in " + file.toAbsolutePath());
        } catch (IOException e) {
            command.getErr()
                    .println("cannot list " + lines.size() + " violations in " + file.toAbsolutePath() + ": " + e
                            + "; name a directory for them with --out");
        }
    }
}
