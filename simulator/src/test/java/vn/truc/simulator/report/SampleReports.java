package vn.truc.simulator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports to test with. */
public final class SampleReports {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SampleReports() {}

    /** One that has all fields; a threshold of it is crossed. */
    public static ObjectNode full() {
        return read("full-report.json");
    }

    /** One of a real run, from before there were figures over time. */
    public static ObjectNode early() {
        return read("early-report.json");
    }

    /** Puts a report where {@code --out} would. */
    public static StoredReport stored(Path directory, ObjectNode report) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(ReportJson.FILE), report.toString());
        return StoredReport.read(directory);
    }

    private static ObjectNode read(String name) {
        try (InputStream in = SampleReports.class.getResourceAsStream(name)) {
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
