package vn.truc.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.simulator.report.SampleReports;

class ReportCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String early = "";

    @BeforeEach
    void storeAReport() throws IOException {
        early = SampleReports.stored(directory.resolve("early"), SampleReports.early())
                .file()
                .toString();
    }

    @Test
    void thePageOfAnOldReportIsWrittenAnew() {
        assertThat(truc("report", directory.resolve("early").toString())).isZero();
        assertThat(directory.resolve("early/report.html")).exists();
        assertThat(out.toString().strip())
                .isEqualTo(directory.resolve("early/report.html").toString());
    }

    @Test
    void aDirectoryAndAFileAreCompared() {
        assertThat(truc("report", directory.resolve("early").toString(), early)).isZero();
        assertThat(out.toString()).contains("B / A").contains("delivered p99");
    }

    @Test
    void whatIsNoReportIsNamedAndEndsWithTwo() throws IOException {
        assertThat(truc("report", early, directory.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nowhere").contains("no such file").contains("--out");
        assertThat(truc("report", file("text.json", "{\"version\": 1,"))).isEqualTo(2);
        assertThat(err.toString()).contains("text.json: not a report").contains("not JSON");
        assertThat(truc("report", file("empty.json", ""))).isEqualTo(2);
        assertThat(truc("report", file("other.json", "{\"name\": \"x\"}"))).isEqualTo(2);
        assertThat(err.toString()).contains("other.json: not a report").contains("'version'");
        assertThat(truc("report", file("newer.json", "{\"version\": 2, \"scenario\": \"smoke\"}")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("newer.json: a report of version 2").contains("reads version 1");
        assertThat(truc("report", early, "--json")).isEqualTo(2);
        assertThat(err.toString()).contains("--json: only for two reports");
        assertThat(out.toString()).isEmpty();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private int truc(String... arguments) {
        return Truc.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
