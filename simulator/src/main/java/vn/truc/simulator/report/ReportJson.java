package vn.truc.simulator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Writes reports as JSON. */
public final class ReportJson {

    /** The name of the report in an output directory. */
    public static final String FILE = "report.json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ReportJson() {}

    /** The report as text, indented, with a line break at its end. */
    public static String write(RunReport report) {
        return text(report);
    }

    /** Any report as text, indented, with a line break at its end. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report could not be written as JSON", e);
        }
    }

    /** An audit alone, in the form that it has within a report. */
    public static String write(RunReport.Audit audit) {
        return text(audit);
    }

    /** Writes {@value #FILE} into a directory, which is made when it is not there. */
    public static Path writeTo(Path directory, RunReport report) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve(FILE), write(report));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory.resolve(FILE), e);
        }
    }
}
