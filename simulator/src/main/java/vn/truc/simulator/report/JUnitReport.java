package vn.truc.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report in the form in which CI systems read test results (the schema of Maven Surefire): one test case for each
 * guarantee of the audit and for each threshold.
 */
public final class JUnitReport {

    /** The name of the file in an output directory. */
    public static final String FILE = "junit.xml";

    private final StoredReport report;

    private JUnitReport(StoredReport report) {
        this.report = report;
    }

    /** Writes {@value #FILE} beside a report, over one that is there. */
    public static Path writeBeside(StoredReport report) {
        Path file = report.beside(FILE);
        try (Writer out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            new JUnitReport(report).write(xml);
            xml.close();
            return file;
        } catch (IOException | XMLStreamException e) {
            throw new UncheckedIOException(
                    "cannot write " + file + ": " + e.getMessage(),
                    e instanceof IOException cause ? cause : new IOException(e));
        }
    }

    /** One test case; it passed where there is no {@code failure}. */
    private record Case(String group, String name, @Nullable String failure, List<String> details) {}

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        List<Case> cases = new ArrayList<>(guarantees());
        cases.addAll(thresholds());
        long failures = cases.stream().filter(one -> one.failure() != null).count();
        xml.writeStartDocument("UTF-8", "1.0");
        line(xml, 0);
        xml.writeStartElement("testsuite");
        attribute(xml, "name", "truc." + report.scenario());
        attribute(xml, "time", "0");
        attribute(xml, "tests", "" + cases.size());
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", "0");
        attribute(xml, "failures", "" + failures);
        properties(xml);
        for (Case one : cases) {
            testCase(xml, one);
        }
        line(xml, 0);
        xml.writeEndElement();
        line(xml, 0);
        xml.writeEndDocument();
    }

    private void properties(XMLStreamWriter xml) throws XMLStreamException {
        JsonNode tree = report.tree();
        line(xml, 1);
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> property : List.of(
                Map.entry("scenario", report.scenario()),
                Map.entry("seed", tree.path("seed").asText()),
                Map.entry("startedAt", tree.path("startedAt").asText()),
                Map.entry("seal.scheme", tree.path("seal").path("scheme").asText()),
                Map.entry("seal.batching", tree.path("seal").path("batching").asText()))) {
            line(xml, 2);
            xml.writeEmptyElement("property");
            attribute(xml, "name", property.getKey());
            attribute(xml, "value", property.getValue());
        }
        line(xml, 1);
        xml.writeEndElement();
    }

    private List<Case> guarantees() {
        List<Case> cases = new ArrayList<>();
        report.tree().path("audit").path("guarantees").properties().forEach(guarantee -> {
            JsonNode of = guarantee.getValue();
            List<String> offenders = new ArrayList<>();
            of.path("offenders").forEach(offender -> offenders.add(offender.asText()));
            String failure = of.path("held").asBoolean()
                    ? null
                    : of.path("violations").asLong() + " violations; run it again with --seed "
                            + report.tree().path("seed").asText();
            cases.add(new Case("audit", guarantee.getKey(), failure, offenders));
        });
        return cases;
    }

    private List<Case> thresholds() {
        List<Case> cases = new ArrayList<>();
        report.tree().path("thresholds").forEach(threshold -> {
            String failure = threshold.path("passed").asBoolean()
                    ? null
                    : "it was " + threshold.path("value").asText();
            cases.add(new Case("thresholds", threshold.path("expression").asText(), failure, List.of()));
        });
        return cases;
    }

    private void testCase(XMLStreamWriter xml, Case one) throws XMLStreamException {
        line(xml, 1);
        xml.writeStartElement("testcase");
        attribute(xml, "name", one.name());
        attribute(xml, "classname", "truc." + report.scenario() + "." + one.group());
        attribute(xml, "time", "0");
        if (one.failure() != null) {
            line(xml, 2);
            xml.writeStartElement("failure");
            attribute(xml, "message", one.failure());
            attribute(xml, "type", one.group());
            String text = one.name() + ": " + one.failure() + "\n" + String.join("\n", one.details());
            xml.writeCharacters(allowed(text.strip()));
            xml.writeEndElement();
            line(xml, 1);
        }
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value));
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** XML has no way to write most control characters, not even as references. */
    private static String allowed(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        text.codePoints().map(c -> isAllowed(c) ? c : 0xFFFD).forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    /** Char of XML 1.0, section 2.2. */
    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
