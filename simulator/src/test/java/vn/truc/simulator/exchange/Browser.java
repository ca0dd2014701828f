package vn.truc.simulator.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window, and what it says and asks for. */
final class Browser implements AutoCloseable {

    private final ChromeDriver driver;
    private final List<String> requested = new ArrayList<>();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Chromium, driven; a test that asks is skipped where there is none. */
    static Browser installed() {
        File driver = program("chromedriver");
        File chromium = program("chromium", "chromium-browser", "google-chrome");
        assumeTrue(
                driver != null && chromium != null,
                "no chromium with chromium-driver is installed (apt-get install chromium chromium-driver): the live page"
                        + " was not opened");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(chromium)
                .addArguments(
                        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en");
        options.setCapability("goog:loggingPrefs", logs);
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options));
    }

    void open(String url, int width, int height) {
        narrowTo(0);
        driver.manage().window().setSize(new Dimension(width, height));
        driver.get(url);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    String text(String selector) {
        return find(selector).getText();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /**
     * The width that is there until a page is opened, as of a phone; a window of a desktop's browser cannot be so narrow. 0
     * ends it.
     */
    void narrowTo(int width) {
        Object unused = driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                java.util.Map.of(
                        "width", width, "height", width == 0 ? 0 : 800, "deviceScaleFactor", 1, "mobile", width > 0));
    }

    void screenshot(Path file) {
        try {
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser complained of since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The addresses that pages asked for so far, but for what they carry themselves. */
    List<URI> requests() throws IOException {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = new ObjectMapper().readTree(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                requested.add(message.at("/params/request/url").asText());
            }
        }
        return requested.stream()
                .filter(url -> !url.startsWith("data:"))
                .map(URI::create)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static File program(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(name -> new File(directory, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElse(null);
    }

    /** How long a page may take to show what it was told. */
    static Duration patience() {
        return Duration.ofSeconds(30);
    }
}
