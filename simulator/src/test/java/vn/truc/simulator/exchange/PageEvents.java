package vn.truc.simulator.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What a console tells a page that is open, as a browser would be told it. */
final class PageEvents implements AutoCloseable {

    private final Stream<String> lines;
    private final Thread reading;
    private final List<String> names = new CopyOnWriteArrayList<>();
    private volatile JsonNode state = new ObjectMapper().createObjectNode();

    private PageEvents(Stream<String> lines) {
        this.lines = lines;
        reading = new Thread(this::read, "page-events");
        reading.setDaemon(true);
        reading.start();
    }

    static PageEvents open(HttpClient client, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "api/events"))
                .header("Accept", "text/event-stream")
                .build();
        return new PageEvents(
                client.send(request, HttpResponse.BodyHandlers.ofLines()).body());
    }

    /** Waits for a state of which this holds. */
    JsonNode await(Predicate<JsonNode> condition) {
        Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> condition.test(state));
        return state;
    }

    /** Waits for the end of the stream. */
    void awaitEnd() {
        Awaitility.await().atMost(java.time.Duration.ofSeconds(30)).until(() -> !reading.isAlive());
    }

    JsonNode state() {
        return state;
    }

    /** The names of the events so far. */
    List<String> names() {
        return names;
    }

    @Override
    public void close() {
        lines.close();
    }

    private void read() {
        String name = "";
        try {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                    names.add(name);
                } else if (line.startsWith("data: ") && name.equals("state")) {
                    state = new ObjectMapper().readTree(line.substring("data: ".length()));
                }
            }
        } catch (IOException | RuntimeException endOfStream) {
            names.add("cut");
        }
    }
}
