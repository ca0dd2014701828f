package vn.truc.simulator.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.truc.simulator.report.StoredReport;

/**
 * Writes a report as one HTML file. It opens from a disk and asks for nothing: the content security policy allows this
 * very script and this very style, by their digests, and nothing else. Nothing in a report can become markup or script.
 */
public final class ReportPage {

    /** The name of the page in an output directory. */
    public static final String FILE = "report.html";

    /** Where the WebJar of the charting library has it; the version is that of the dependency. */
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

    /** In the order in which they build on each other. */
    private static final List<String> SCRIPTS = List.of(
            "dom.js", "format.js", "chart.js", "share.js", "flow.js", "latency.js", "proof.js", "setup.js", "main.js");

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private ReportPage() {}

    /** Writes {@value #FILE} beside a report, over one that is there. */
    public static Path writeBeside(StoredReport report) {
        Path file = report.beside(FILE);
        try {
            return Files.write(file, of(report).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The page as text. */
    static String of(StoredReport report) {
        String style = resource(UPLOT + "dist/uPlot.min.css") + resource("page.css");
        String script = script();
        Map<String, String> parts = Map.of(
                "policy",
                policy(style, script),
                "title",
                escaped(report.scenario()) + " · Trục run report",
                "style",
                style,
                "script",
                script,
                "report",
                embedded(report));
        // one pass: what stands in the report is never looked at for places
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    private static String script() {
        String ours = SCRIPTS.stream().map(name -> resource("js/" + name)).collect(Collectors.joining("\n"));
        return "/*! uPlot. " + resource(UPLOT + "LICENSE") + "*/\n" + resource(UPLOT + "dist/uPlot.iife.min.js")
                + "\n(function () {\n\"use strict\";\n" + ours + "})();\n";
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; script-src " + digest(script) + "; style-src " + digest(style)
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** JSON that can end no script element and begin no comment; a JSON parser reads the same from it. */
    private static String embedded(StoredReport report) {
        return report.tree().toString().replace("<", "\\u003c").replace(">", "\\u003e");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this program lacks its part " + name);
            }
            // as a browser reads it: the digests are of this form
            return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
