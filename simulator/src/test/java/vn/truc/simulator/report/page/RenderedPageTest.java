package vn.truc.simulator.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.simulator.report.SampleReports;

class RenderedPageTest {

    private static final String HOSTILE = "<img src=http://probe.invalid/x onerror=document.title='taken'>";

    @TempDir
    private Path directory;

    private Chromium chromium;

    @BeforeEach
    void findBrowser() {
        chromium = Chromium.installed(directory);
    }

    @Test
    void everySectionOfAFullReportIsDrawnWithoutErrorAndWithoutNetwork() throws Exception {
        Chromium.Rendered page = rendered(SampleReports.full(), "--blink-settings=preferredColorScheme=1");

        assertThat(page.console()).isEmpty();
        assertThat(page.requests()).isEmpty();
        assertThat(page.dom())
                .contains("id=\"share\"", "id=\"flow\"", "id=\"latency\"", "id=\"audit\"", "id=\"thresholds\"")
                .contains("id=\"documents\"", "id=\"setup\"")
                .contains("Every guarantee held; a threshold was crossed")
                .contains("Month by month", "until delivered", "express timed", "PS Scavenge")
                .contains("Planned faults", "tampered body")
                .contains("./truc run soc-trang --seed 1 --seal ed25519 --batching merkle --documents 30000")
                .contains("Dark colours");
        assertThat(page.dom().split("<canvas", -1)).as("charts").hasSize(5 + 1);
    }

    @Test
    void aReportOfAnEarlierProgramIsDrawnAsFarAsItGoes() throws Exception {
        Chromium.Rendered page = rendered(SampleReports.early(), "--blink-settings=preferredColorScheme=0");

        assertThat(page.console()).isEmpty();
        assertThat(page.dom())
                .contains("This report holds no figures over time.")
                .contains("Every guarantee held; 2 thresholds were crossed")
                .contains("Light colours");
    }

    @Test
    void theLeastThatIsAReportIsDrawnToo() throws Exception {
        ObjectNode report = SampleReports.early();
        report.retain("version", "scenario", "seed");

        Chromium.Rendered page = rendered(report);

        assertThat(page.console()).isEmpty();
        assertThat(page.dom()).contains("<h1>soc-trang</h1>");
    }

    @Test
    void markupInAReportIsShownAsText() throws Exception {
        ObjectNode report = SampleReports.full();
        report.put("scenario", HOSTILE);
        report.withObject("/machine").put("os", HOSTILE);
        report.withObject("/deliveredMicros").set(HOSTILE, report.at("/deliveredMicros/commune"));
        report.withObject("/audit").put("verdict", "broken");
        ObjectNode broken = report.withObject("/audit/guarantees/noneMisrouted");
        broken.put("held", false).put("violations", 1);
        broken.putArray("offenders").add(HOSTILE);
        ((ObjectNode) report.at("/thresholds/0")).put("expression", HOSTILE).put("value", HOSTILE);

        Chromium.Rendered page = rendered(report);

        assertThat(page.console()).isEmpty();
        assertThat(page.requests()).isEmpty();
        assertThat(page.dom())
                .doesNotContain("<img")
                .doesNotContain("<title>taken")
                .contains("A guarantee broke")
                .contains("<h1>&lt;img src=http://probe.invalid/x")
                .contains("<li>&lt;img src=http://probe.invalid/x");
    }

    @Test
    void thePolicyStopsWhatWouldStillBeMarkup() throws Exception {
        String injected = HOSTILE + "<script>document.title='taken'</script>";
        Path file = ReportPage.writeBeside(SampleReports.stored(directory, SampleReports.full()));
        String page = Files.readString(file).replace("<noscript>", injected + "<noscript>");
        String withoutPolicy = page.replace("http-equiv=\"Content-Security-Policy\"", "name=\"none\"");

        Chromium.Rendered guarded = chromium.open(Files.writeString(file, page));
        Chromium.Rendered unguarded = chromium.open(Files.writeString(file, withoutPolicy));

        assertThat(guarded.console()).isNotEmpty().allMatch(line -> line.contains("Content Security Policy"));
        assertThat(guarded.requests()).isEmpty();
        assertThat(guarded.dom()).contains("<img src=").doesNotContain("<title>taken");
        assertThat(unguarded.requests()).anyMatch(request -> request.contains("probe.invalid"));
        assertThat(unguarded.dom()).contains("<title>taken");
    }

    private Chromium.Rendered rendered(ObjectNode report, String... options) throws Exception {
        return chromium.open(ReportPage.writeBeside(SampleReports.stored(directory, report)), options);
    }
}
