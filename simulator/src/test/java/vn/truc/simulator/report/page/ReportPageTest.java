package vn.truc.simulator.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.truc.simulator.report.SampleReports;

class ReportPageTest {

    @TempDir
    private Path directory;

    @Test
    void thePolicyAllowsThisScriptAndThisStyleAndNothingElse() throws Exception {
        String page = ReportPage.of(SampleReports.stored(directory, SampleReports.full()));

        assertThat(page)
                .contains("content=\"default-src 'none'; script-src " + digest(only(page, "<script>(.*?)</script>"))
                        + "; style-src " + digest(only(page, "<style>(.*?)</style>")) + "; img-src data:;");
        assertThat(page).doesNotContain("<link rel=\"stylesheet\"").doesNotContain(" src=");
    }

    @Test
    void nothingInAReportEndsItsElementOrIsTakenForAPlace() throws Exception {
        String hostile = "</script><img src=x onerror=alert(1)><!-- {{script}} $0 \\ & ";
        ObjectNode report = SampleReports.full();
        report.put("scenario", hostile);

        String page = ReportPage.of(SampleReports.stored(directory, report));

        assertThat(page).doesNotContain("<img").doesNotContain("</script><");
        String embedded = only(page, "<script type=\"application/json\" id=\"report\">(.*?)</script>");
        assertThat(new ObjectMapper().readTree(embedded)).isEqualTo(report);
        assertThat(only(page, "<title>(.*?)</title>"))
                .startsWith("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;!-- {{script}} $0 \\ &amp; ");
    }

    private static String only(String page, String pattern) {
        List<MatchResult> found =
                Pattern.compile(pattern, Pattern.DOTALL).matcher(page).results().toList();
        assertThat(found).as(pattern).hasSize(1);
        return found.get(0).group(1);
    }

    private static String digest(String text) throws Exception {
        return "'sha256-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
                + "'";
    }
}
