package vn.truc.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitReportTest {

    @TempDir
    private Path directory;

    @Test
    void everyGuaranteeAndEveryThresholdIsATestCase() throws Exception {
        Element suite = written(SampleReports.full());

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("truc.soc-trang");
        assertThat(suite.getAttribute("tests")).isEqualTo("10");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getAttribute("skipped")).isEqualTo("0");
        assertThat(elements(suite, "testcase")).hasSize(10).allSatisfy(one -> {
            assertThat(one.getAttribute("classname")).matches("truc\\.soc-trang\\.(audit|thresholds)");
            assertThat(one.getAttribute("time")).isEqualTo("0");
        });
        List<Element> failures = elements(suite, "failure");
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).getAttribute("message")).isEqualTo("it was 967.2");
        assertThat(((Element) failures.get(0).getParentNode()).getAttribute("name"))
                .isEqualTo("throughput.countedPerSecond > 980");
    }

    @Test
    void aBrokenGuaranteeTellsItsOffendersWhateverCharactersTheyHave() throws Exception {
        ObjectNode report = SampleReports.full();
        ObjectNode broken = report.withObject("/audit/guarantees/noneMisrouted");
        broken.put("held", false).put("violations", 7);
        broken.putArray("offenders").add("<b>&]]>\u0000\u001b \uD83D\uDE00 Sóc Trăng");

        Element failure = elements(written(report), "failure").get(0);

        assertThat(failure.getAttribute("message")).isEqualTo("7 violations; run it again with --seed 1");
        assertThat(failure.getAttribute("type")).isEqualTo("audit");
        assertThat(failure.getTextContent())
                .startsWith("noneMisrouted: 7 violations")
                .endsWith("\n<b>&]]>\uFFFD\uFFFD \uD83D\uDE00 Sóc Trăng");
    }

    private Element written(ObjectNode report) throws Exception {
        Path file = JUnitReport.writeBeside(SampleReports.stored(directory, report));
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static List<Element> elements(Element within, String name) {
        NodeList nodes = within.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < nodes.getLength(); at++) {
            elements.add((Element) nodes.item(at));
        }
        return elements;
    }
}
