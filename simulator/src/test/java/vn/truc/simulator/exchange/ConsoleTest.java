package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.truc.console.Console;
import vn.truc.console.ConsoleOptions;
import vn.truc.console.feed.Feed;
import vn.truc.console.feed.State;
import vn.truc.console.feed.Subject;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.PlannedCounts;
import vn.truc.runtime.metrics.Health;
import vn.truc.runtime.metrics.Meters;
import vn.truc.runtime.metrics.MetricsEndpoint;
import vn.truc.runtime.metrics.PortTakenException;
import vn.truc.schemas.wire.TopicNames;
import vn.truc.simulator.audit.Audit;
import vn.truc.simulator.audit.AuditResult;
import vn.truc.simulator.scenario.Scenarios;
import vn.truc.simulator.strangers.RawHttp;

/** The console over HTTP, on an exchange on a real broker. */
class ConsoleTest {

    private static final String PREFIX = "console.";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String TOKEN = "0123456789abcdef";
    private static final Plan PLAN = new Plan(Scenarios.read("smoke").withDocuments(400), 5);

    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private static TestExchange cluster;
    private static Exchange exchange;

    @BeforeAll
    static void anExchangeWithOneRefusal() {
        cluster = new TestExchange();
        exchange = Exchange.start(PLAN, cluster.options(PREFIX), TestExchange.meters(), cause -> {});
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        exchange.counted().delivered() == PLAN.totals().all().deliveries());
        ConsumerRecord<byte[], byte[]> genuine =
                cluster.records(PREFIX + "outbox").get(0);
        cluster.write(PREFIX + "outbox", genuine.key(), List.of(Forgery.withSubject(genuine.value(), HOSTILE)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> cluster.letters(PREFIX).size() == 1);
    }

    @AfterAll
    static void end() {
        exchange.close();
        cluster.close();
    }

    @Test
    void whyTopicsCannotBeFollowedIsSaid() {
        Subject absent = new Subject(TopicNames.of("absent."), "smoke", 0.9);
        Queue<State> states = new ConcurrentLinkedQueue<>();

        try (Feed feed = new Feed(absent, cluster.kafka(), TestExchange.meters(), () -> 1, states::add)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> states.stream()
                    .map(State::fault)
                    .anyMatch(fault -> fault != null && fault.contains("cannot be followed")));
            assertThat(feed.history()).isNotEmpty();
        }
    }

    @Test
    void anOpenPageIsToldWhatTheTopicsSayAndTheVerdictWhenItIsThere() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Health health = new Health();
        PageEvents page;
        try (Console console = console(loopback(0), new Meters(registry))) {
            console.tell(health);
            Awaitility.await().until(() -> health.ready().up());
            assertThat(registry.scrape()).contains("truc_audit_violations NaN");
            page = PageEvents.open(BROWSER, console.url());

            // the counts are those of the plan
            PlannedCounts planned = PLAN.totals().all();
            JsonNode state =
                    page.await(at -> at.at("/share/total/deliveries/delivered").asLong() == planned.deliveries()
                            && at.at("/refusals/total").asLong() == 1
                            && at.path("roles").size() == 3);
            assertThat(state.at("/share/total/electronic").asDouble())
                    .isEqualTo(exchange.counted().electronicShare());
            assertThat(state.at("/share/levels")).hasSize(4);
            assertThat(state.path("name").asText()).isEqualTo("smoke");
            assertThat(state.path("target").asDouble())
                    .isEqualTo(PLAN.scenario().target());
            assertThat(state.at("/refusals/byReason/0/reason").asText()).isEqualTo("INVALID_SEAL");
            assertThat(state.path("windows")).isNotEmpty();
            assertThat(state.at("/roles/1/state").asText()).isEqualTo("STABLE");
            assertThat(state.at("/roles/1/members").asInt()).isEqualTo(1);
            page.await(at -> at.at("/roles/1/lag").asLong(-1) == 0
                    && at.at("/roles/2/lag").asLong(-1) == 0);
            assertThat(page.state().path("audit").isNull()).isTrue();
            assertThat(registry.scrape()).contains("truc_console_open_pages 1.0");

            // the letter opens, and what a stranger wrote is handed on as it is, as text
            long n = state.at("/refusals/latest/0/n").asLong();
            JsonNode letter = json(get(console.url() + "api/letters/" + n));
            assertThat(letter.at("/header/subject").asText()).isEqualTo(HOSTILE);
            assertThat(letter.path("reason").asText()).isEqualTo("INVALID_SEAL");
            assertThat(letter.path("topic").asText()).isEqualTo(PREFIX + "outbox");
            assertThat(letter.path("senderName").asText()).isNotEmpty();
            assertThat(get(console.url() + "api/letters/999").statusCode()).isEqualTo(404);

            // the agencies are found without their diacritics
            JsonNode agencies = json(get(console.url() + "api/agencies?q=HO%20DAC&sort=documents&order=desc&limit=2"));
            assertThat(agencies.path("matching").asInt()).isEqualTo(1);
            assertThat(agencies.at("/rows/0/name").asText()).isEqualTo("UBND xã Hồ Đắc Kiện");
            assertThat(agencies.at("/rows/0/documents").isObject()).isTrue();
            assertThat(get(console.url() + "api/agencies?sort=beauty").body()).contains("ELECTRONIC");

            // the verdict
            try (Audit audit = new Audit(
                    PLAN, PLAN.documents(), cluster.kafka(), TopicNames.of(PREFIX), false, System::nanoTime)) {
                AuditResult found = audit.run(Duration.ofSeconds(1));
                AuditPublisher.publish(cluster.kafka(), TopicNames.of(PREFIX), found, PLAN.documents());
            }
            JsonNode judged = page.await(at -> at.path("audit").isObject());
            assertThat(judged.at("/audit/violations").asLong()).isPositive();
            assertThat(judged.at("/audit/planned").asLong()).isEqualTo(PLAN.documents());
            assertThat(registry.scrape())
                    .contains("truc_audit_violations "
                            + judged.at("/audit/violations").asDouble());
        }
        page.awaitEnd();
        assertThat(page.names()).startsWith("history", "state").endsWith("state", "bye");
    }

    @Test
    void aPageTakesNothingFromElsewhereAndIsGivenUnderALoopbackNameOnly() throws Exception {
        try (Console console = console(loopback(0), TestExchange.meters())) {
            HttpResponse<String> page = get(console.url());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none';")
                    .doesNotContain("unsafe")
                    .contains("frame-ancestors 'none'");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(get(console.url() + "lib/uPlot.esm.js").body()).contains("uPlot");
            assertThat(get(console.url() + "%2e%2e/%2e%2e/logback.xml").statusCode())
                    .isIn(400, 404);

            int port = URI.create(console.url()).getPort();
            assertThat(raw(port, "rebound.example")).startsWith("HTTP/1.1 403");
            assertThat(raw(port, "localhost:" + port)).startsWith("HTTP/1.1 200");

            assertThatThrownBy(() -> console(loopback(port), TestExchange.meters()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("--console-port");
        }
    }

    @Test
    void whateverStrangersAskForTheServersAnswerOrHangUpAndGoOn() throws Exception {
        int each = Integer.getInteger("truc.fuzz.mutations", 100_000) / 100;
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<String> paths = List.of(
                "/",
                "/api/agencies?q=a&sort=documents&order=desc&limit=2",
                "/api/letters/0",
                "/js/main.js",
                "/metrics");
        try (Console console = console(loopback(0), new Meters(registry));
                MetricsEndpoint metrics =
                        MetricsEndpoint.start(registry, new Health(), InetAddress.getLoopbackAddress(), 0)) {
            RawHttp stranger = new RawHttp(1);
            int pages = URI.create(console.url()).getPort();
            for (int i = 0; i < each; i++) {
                int status = stranger.statusOfNext(i % 2 == 0 ? pages : metrics.port(), paths);
                // an exception that nobody caught; a page that is not read yet, or an unknown method, is another matter
                assertThat(status).as(stranger.last()).isNotEqualTo(500);
            }
            assertThat(get(console.url()).statusCode()).isEqualTo(200);
            assertThat(get("http://127.0.0.1:" + metrics.port() + "/metrics").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void besideARunNothingIsStartedBeforeSomebodyKnocks() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Subject subject = new Subject(TopicNames.of(PREFIX), null, null);
        int port;
        try (Console console = Console.onDemand(loopback(0), subject, cluster.kafka(), new Meters(registry))) {
            port = URI.create(console.url()).getPort();
            assertThat(registry.getMeters()).isEmpty();

            assertThat(get(console.url()).statusCode()).isEqualTo(200);

            assertThat(registry.scrape()).contains("truc_console_open_pages 0.0");
        }
        // one that nobody visited lets go of its port
        Console.onDemand(loopback(port), subject, cluster.kafka(), TestExchange.meters())
                .close();
        Console.onDemand(loopback(port), subject, cluster.kafka(), TestExchange.meters())
                .close();
    }

    @Test
    void whoeverHasNoTokenSeesNothingOfAConsoleThatOtherMachinesCanReach() throws Exception {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> new ConsoleOptions(everywhere, 0, null)).hasMessageContaining("needs a token");
        assertThatThrownBy(() -> console(new ConsoleOptions(everywhere, 0, "short"), TestExchange.meters()))
                .hasMessageContaining("openssl rand");

        try (Console console = console(new ConsoleOptions(everywhere, 0, TOKEN), TestExchange.meters())) {
            String url = "http://127.0.0.1:" + URI.create(console.url()).getPort() + "/";
            for (String path : List.of("", "js/main.js", "api/agencies", "api/letters/1", "api/events")) {
                assertThat(get(url + path).statusCode()).as(path).isEqualTo(401);
            }
            assertThat(get(url + "?token=fedcba9876543210").statusCode()).isEqualTo(401);
            assertThat(get(url, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
            assertThat(get(url, "Authorization", "Bearer " + TOKEN).statusCode())
                    .isEqualTo(200);

            HttpResponse<String> let = get(url + "?token=" + TOKEN);
            assertThat(let.statusCode()).isEqualTo(303);
            assertThat(let.headers().firstValue("Location").orElseThrow()).doesNotContain(TOKEN);
            String cookie = let.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
            assertThat(get(url, "Cookie", cookie.substring(0, cookie.indexOf(';')))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static Console console(ConsoleOptions options, Meters meters) {
        Subject subject = new Subject(
                TopicNames.of(PREFIX), PLAN.scenario().name(), PLAN.scenario().target());
        return Console.start(options, subject, cluster.kafka(), meters);
    }

    private static ConsoleOptions loopback(int port) {
        return new ConsoleOptions(InetAddress.getLoopbackAddress(), port, null);
    }

    private static HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    /** The answer to a request that names another host than it connects to, as after a rebinding of names. */
    private static String raw(int port, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
