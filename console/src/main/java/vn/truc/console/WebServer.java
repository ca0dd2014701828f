package vn.truc.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import vn.truc.console.feed.AgencyQuery;
import vn.truc.console.feed.Feed;
import vn.truc.console.feed.Letter;
import vn.truc.console.feed.State;

/** The HTTP side of the console: the page, its events, and what it asks for. */
final class WebServer implements AutoCloseable {

    private static final String PAGE = "/vn/truc/console/page";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> LIBRARY =
            Map.of("uPlot.esm.js", "text/javascript", "uPlot.min.css", "text/css");
    private static final String COOKIE = "truc-console";
    private static final String TOKEN = "token";

    /** Nothing but what this server gives, and nobody else may frame it. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-cache");

    /** A page that takes nothing for so long is given up; a page that is told something every second is not. */
    private static final long IDLE_MILLIS = 10_000;

    private static final int THREADS_MIN = 2;
    private static final int THREADS_MAX = 12;
    private static final int PAGE_OF_AGENCIES = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Access access;
    private final Pages pages;
    private final Feed feed;
    private final Javalin server;

    /**
     * Starts to serve.
     *
     * @param door where it listens; closed by this server
     */
    WebServer(Access access, ServerSocketChannel door, Pages pages, Feed feed) {
        this.access = access;
        this.pages = pages;
        this.feed = feed;
        this.server = Javalin.create(config -> configure(config, door)).start();
    }

    /** As it is sent. */
    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    @Override
    public void close() {
        var unused = server.stop();
    }

    private void configure(JavalinConfig config, ServerSocketChannel door) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        threads.setName("console-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.addConnector((jetty, http) -> {
            http.setSendServerVersion(false);
            ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
            connector.setIdleTimeout(IDLE_MILLIS);
            try {
                connector.open(door);
            } catch (IOException e) {
                throw new UncheckedIOException("the console cannot listen: " + e.getMessage(), e);
            }
            return connector;
        });
        config.staticFiles.add(page -> {
            page.directory = PAGE;
            page.location = Location.CLASSPATH;
            page.headers = HEADERS;
        });
        var routes = config.routes;
        routes.before(this::admit);
        LIBRARY.forEach((file, type) ->
                routes.get("/lib/" + file, request -> request.contentType(type).result(library(file))));
        routes.sse("/api/events", this::follow);
        routes.get("/api/agencies", this::agencies);
        routes.get("/api/letters/{n}", this::letter);
    }

    private static InputStream library(String file) {
        InputStream in = WebServer.class.getResourceAsStream(UPLOT + file);
        if (in == null) {
            throw new IllegalStateException(UPLOT + file + " is missing from the program");
        }
        return in;
    }

    private void admit(Context request) {
        HEADERS.forEach(request::header);
        if (!access.knowsHost(request.header("Host"))) {
            throw new ForbiddenResponse("open the console by the address that it printed, such as http://127.0.0.1:"
                    + request.port() + "/");
        }
        String token = request.queryParam(TOKEN);
        if (!access.lets(request.header("Authorization"), request.cookie(COOKIE), token)) {
            throw new UnauthorizedResponse("this console asks for its token: open /?token=... once, or send it as"
                    + " Authorization: Bearer ...");
        }
        if (access.grants(token)) {
            Cookie session = new Cookie(COOKIE, access.session());
            session.setHttpOnly(true);
            session.setSameSite(SameSite.STRICT);
            request.cookie(session);
            // so that the token stays in no address bar and no history
            request.redirect(request.path(), HttpStatus.SEE_OTHER);
            request.skipRemainingHandlers();
        }
    }

    private void follow(SseClient client) {
        if (!pages.open(client, json(Map.of("points", feed.history())))) {
            throw new ServiceUnavailableResponse("there are " + Pages.OPEN_MAX + " open pages already; close one");
        }
    }

    private void agencies(Context request) {
        AgencyQuery query;
        try {
            query = new AgencyQuery(
                    orElse(request.queryParam("q"), ""),
                    AgencyQuery.Sort.valueOf(
                            orElse(request.queryParam("sort"), "code").toUpperCase(Locale.ROOT)),
                    orElse(request.queryParam("order"), "asc").equals("desc"),
                    Integer.parseInt(orElse(request.queryParam("offset"), "0")),
                    Integer.parseInt(orElse(request.queryParam("limit"), Integer.toString(PAGE_OF_AGENCIES))));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("sort is one of " + List.of(AgencyQuery.Sort.values()) + ", offset 0 or more,"
                    + " limit 1 to " + AgencyQuery.LIMIT_MAX);
        }
        AgencyQuery.Page page = feed.agencies(query);
        if (page == null) {
            throw new ServiceUnavailableResponse("agencies are followed only while a page is open");
        }
        answer(request, page);
    }

    private void letter(Context request) {
        Letter letter;
        try {
            letter = feed.letter(Long.parseLong(request.pathParam("n")));
        } catch (NumberFormatException e) {
            throw new BadRequestResponse("a letter is named by a number");
        }
        if (letter == null) {
            throw new NotFoundResponse("this letter is no longer kept; it still stands on the dead-letter topic");
        }
        State.LetterLine line = letter.line();
        ObjectNode node = JSON.valueToTree(letter);
        node.remove("line");
        node.setAll((ObjectNode) JSON.valueToTree(line));
        node.put("senderName", feed.nameOf(line.sender()));
        answer(request, node);
    }

    private static void answer(Context request, Object value) {
        request.contentType("application/json").result(json(value));
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
