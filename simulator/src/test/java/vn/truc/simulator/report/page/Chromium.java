package vn.truc.simulator.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser that opens one page. All its requests go to a {@link RecordingProxy}, which serves none. */
final class Chromium {

    /** What the browser asks of its maker, whatever the page. */
    private static final List<String> OWN_HOSTS =
            List.of("clients2.google.com", "update.googleapis.com", "accounts.google.com", "www.google.com:443");

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Path program;
    private final Path work;

    private Chromium(Path program, Path work) {
        this.program = program;
        this.work = work;
    }

    /**
     * What became of a page.
     *
     * @param dom after all its scripts ran
     * @param console what the page or the browser wrote to the console
     * @param requests what was asked for over the network
     */
    record Rendered(String dom, List<String> console, List<String> requests) {}

    /** The browser of this machine; where there is none, the test that asks for it is skipped. */
    static Chromium installed(Path work) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(":"))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no chromium is installed (apt-get install chromium): the page was not opened");
        return new Chromium(program.orElseThrow(), work);
    }

    /** Opens a page from the disk. */
    Rendered open(Path page, String... options) throws IOException, InterruptedException {
        Path dom = work.resolve("dom.html");
        Path log = work.resolve("chromium.log");
        try (RecordingProxy proxy = new RecordingProxy()) {
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--user-data-dir=" + work.resolve("profile"),
                    "--proxy-server=http://127.0.0.1:" + proxy.port(),
                    "--proxy-bypass-list=<-loopback>",
                    "--enable-logging=stderr",
                    "--virtual-time-budget=5000",
                    "--dump-dom"));
            command.addAll(List.of(options));
            command.add(page.toUri().toString());
            Process process = new ProcessBuilder(command)
                    .redirectOutput(dom.toFile())
                    .redirectError(log.toFile())
                    .start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("chromium did not end: " + Files.readString(log));
            }
            List<String> console = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("CONSOLE"))
                    .toList();
            List<String> requests = proxy.requests().stream()
                    .filter(request -> OWN_HOSTS.stream().noneMatch(request::contains))
                    .toList();
            return new Rendered(Files.readString(dom, UTF_8), console, requests);
        }
    }
}
