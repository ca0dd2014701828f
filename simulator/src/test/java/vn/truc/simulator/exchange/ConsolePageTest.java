package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import vn.truc.console.Console;
import vn.truc.console.ConsoleOptions;
import vn.truc.console.feed.Subject;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Rate;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.scenario.Scenarios;

/**
 * The live page in a real browser, over an exchange that goes on. With {@code -Dtruc.screenshots=DIR} it leaves pictures of
 * the page there.
 */
class ConsolePageTest {

    private static final String PREFIX = "page.";
    private static final String HOSTILE = "<img src=x onerror=\"window.pwned=1\">";
    private static final Plan PLAN =
            new Plan(Scenarios.read("smoke").withRate(Rate.parse("30/s")).withDocuments(20_000), 5);

    private static TestExchange cluster;
    private static Exchange exchange;
    private static Console console;
    private static Browser browser;

    @BeforeAll
    static void aPageOverAnExchangeThatGoesOn() {
        browser = Browser.installed();
        cluster = new TestExchange();
        exchange = Exchange.start(PLAN, cluster.options(PREFIX), TestExchange.meters(), cause -> {});
        await().atMost(Browser.patience()).until(() -> exchange.counted().delivered() > 100);
        ConsumerRecord<byte[], byte[]> genuine =
                cluster.records(PREFIX + "outbox").get(0);
        cluster.write(PREFIX + "outbox", genuine.key(), List.of(Forgery.withSubject(genuine.value(), HOSTILE)));
        Subject subject = new Subject(
                TopicNames.of(PREFIX), PLAN.scenario().name(), PLAN.scenario().target());
        console = Console.start(
                new ConsoleOptions(InetAddress.getLoopbackAddress(), 0, null),
                subject,
                cluster.kafka(),
                TestExchange.meters());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (console != null) {
            console.close();
            exchange.close();
            cluster.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open(console.url(), 1280, 1000);
        await().atMost(Browser.patience())
                .until(() -> browser.text("#share-electronic").endsWith("%"));
    }

    @AfterEach
    void nothingWentWrongAndNothingLeftTheMachine() throws Exception {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .extracting(URI::getAuthority)
                .containsOnly(URI.create(console.url()).getAuthority());
        assertThat(browser.run("return window.pwned === undefined")).isEqualTo(true);
    }

    @Test
    void valuesMoveByThemselves() {
        assertThat(browser.text("#name")).isEqualTo("smoke");
        assertThat(browser.find("#connection").getAttribute("data-state")).isEqualTo("live");

        for (String moving : List.of("#share-counts", "#simulated-now", "#traffic-figures", "#latency-figures")) {
            String before = browser.text(moving);
            await().atMost(Browser.patience()).until(() -> !browser.text(moving).equals(before));
        }
        await().atMost(Browser.patience())
                .until(() -> !browser.all(".flow .edge-label:not(:empty)").isEmpty());
        assertThat(browser.all("#levels .level")).hasSize(4);
        assertThat(browser.all("#roles tr")).hasSize(3);
        assertThat(browser.text("#audit-verdict")).contains("No audit yet");
        // drawn, each on its canvas
        await().atMost(Browser.patience())
                .until(() -> browser.all(".chart canvas").size() == 3);
        picture("console-light");
        browser.find("#theme").click();
        assertThat(browser.find("html").getAttribute("data-theme")).isEqualTo("dark");
        picture("console-dark");
        browser.find("#theme").click();
        browser.find("#theme").click();
    }

    @Test
    void theTableOfAgenciesSortsAndFilters() {
        browser.run("document.getElementById('agencies').scrollIntoView()");
        await().atMost(Browser.patience()).until(() -> agencies().size() == 24);

        browser.find("th button[data-sort=electronic]").click();
        await().atMost(Browser.patience())
                .until(() -> "descending".equals(column("electronic").getAttribute("aria-sort")));
        await().atMost(Browser.patience()).untilAsserted(() -> assertThat(percentages())
                .isSortedAccordingTo((one, other) -> Double.compare(other, one)));
        browser.find("th button[data-sort=electronic]").click();
        await().atMost(Browser.patience())
                .untilAsserted(() -> assertThat(percentages()).isSorted());

        browser.find("#agency-search").sendKeys("ho dac");
        await().atMost(Browser.patience()).until(() -> agencies().size() == 1);
        assertThat(agencies().get(0).getText()).contains("UBND xã Hồ Đắc Kiện");
        browser.find("#agency-search").sendKeys("x");
        await().atMost(Browser.patience())
                .until(() -> browser.text("#agency-count").startsWith("No agency"));
    }

    @Test
    void aDeadLetterOpensAndWhatItsSenderWroteIsTextAndNothingElse() {
        await().atMost(Browser.patience())
                .until(() -> !browser.all("#letters button").isEmpty());
        assertThat(browser.text("#reasons")).contains("Invalid seal");

        browser.find("#letters button").sendKeys(Keys.ENTER);
        await().atMost(Browser.patience()).until(() -> browser.find("#letter").isDisplayed());

        assertThat(browser.text("#letter-title")).isEqualTo("Invalid seal");
        assertThat(browser.text("#letter-parts"))
                .contains(HOSTILE)
                .contains(PREFIX + "outbox, partition")
                .contains("ED25519");
        assertThat(browser.all("#letter img")).isEmpty();

        browser.find("#letter-close").sendKeys(Keys.ESCAPE);
        await().atMost(Browser.patience()).until(() -> !browser.find("#letter").isDisplayed());
        assertThat(browser.run("return document.activeElement.dataset.n")).isEqualTo("1");
    }

    @Test
    void theLanguageSwitchesAndIsRemembered() {
        assertThat(browser.text("#share-title")).isEqualTo("Share of electronic documents");

        browser.find("#language").click();

        assertThat(browser.text("#share-title")).isEqualTo("Tỷ lệ văn bản điện tử");
        assertThat(browser.find("html").getAttribute("lang")).isEqualTo("vi");
        await().atMost(Browser.patience())
                .until(() -> browser.text("#share-electronic").contains(","));
        browser.open(console.url(), 1280, 1000);
        assertThat(browser.text("#share-title")).isEqualTo("Tỷ lệ văn bản điện tử");
        browser.find("#language").click();
        assertThat(browser.text("#share-title")).isEqualTo("Share of electronic documents");
    }

    @Test
    void itFitsAPhone() {
        browser.narrowTo(360);
        await().atMost(Browser.patience())
                .until(() -> Long.valueOf(360).equals(browser.run("return window.innerWidth")));

        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
        picture("console-phone");
    }

    @Test
    void everyTextStandsOutFromItsGroundInBothThemes() {
        for (String theme : List.of("light", "dark")) {
            browser.run("document.documentElement.dataset.theme = '" + theme + "'");
            @SuppressWarnings("unchecked")
            List<Map<String, Object>> pale = (List<Map<String, Object>>) browser.run(Contrast.SCRIPT);
            assertThat(pale).as(theme).isEmpty();
        }
    }

    @Test
    void theKeyboardReachesEverything() {
        browser.find("body").sendKeys(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
        // nothing that can be clicked is left out of the order, and everything has a name
        assertThat(browser.run("return [...document.querySelectorAll('[tabindex]')].every(of => of.tabIndex <= 0)"))
                .isEqualTo(true);
        assertThat(browser.run("return [...document.querySelectorAll('button, input')].filter(of =>"
                        + " !(of.textContent || of.ariaLabel || (of.labels && of.labels.length))).length"))
                .isEqualTo(0L);
    }

    private static List<WebElement> agencies() {
        return browser.all("#agencies tbody tr");
    }

    private static WebElement column(String name) {
        return browser.find("th button[data-sort=" + name + "]").findElement(By.xpath(".."));
    }

    private static List<Double> percentages() {
        return ((List<?>) browser.run("return [...document.querySelectorAll('#agencies tbody tr')].map(row =>"
                        + " row.children[3].textContent)"))
                .stream()
                        .map(text -> text.toString())
                        .filter(text -> text.endsWith("%"))
                        .map(text -> Double.valueOf(text.substring(0, text.length() - 1)))
                        .toList();
    }

    private static void picture(String name) {
        String directory = System.getProperty("truc.screenshots");
        if (directory != null) {
            browser.screenshot(Path.of(directory, name + ".png"));
        }
    }
}
