package vn.truc.console;

import io.javalin.http.sse.SseClient;
import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The open pages. Each is told of a state once, by one of a few threads; a page that is slow gets the latest state when it
 * has taken the one before, and holds up nobody but these threads. Thread-safe.
 */
final class Pages implements AutoCloseable {

    /** More open pages than this, and the next one is turned away. */
    static final int OPEN_MAX = 250;

    private static final int SENDERS = 4;
    private static final long LAST_WORDS_MILLIS = 2_000;
    private static final byte[] NOTHING_MORE = {'{', '}'};

    private final Set<Page> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS, task -> {
        Thread thread = new Thread(task, "console-sender");
        thread.setDaemon(true);
        return thread;
    });

    /** How many. */
    int count() {
        return open.size();
    }

    /**
     * Takes in a page.
     *
     * @param history what it is told first, JSON
     * @return false when there are too many
     */
    boolean open(SseClient client, byte[] history) {
        if (open.size() >= OPEN_MAX) {
            return false;
        }
        Page page = new Page(client);
        client.onClose(() -> open.remove(page));
        client.keepAlive();
        open.add(page);
        page.tell("history", history);
        return true;
    }

    /** Tells every page of a state, JSON. */
    void tell(byte[] state) {
        open.forEach(page -> page.tell("state", state));
    }

    /** Tells every page that nothing more comes. */
    @Override
    public void close() {
        open.forEach(page -> page.tell("bye", NOTHING_MORE));
        senders.shutdown();
        try {
            boolean unused = senders.awaitTermination(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        senders.shutdownNow();
    }

    private static final class Event {
        private final String name;
        private final byte[] json;

        private Event(String name, byte[] json) {
            this.name = name;
            this.json = json;
        }
    }

    private final class Page {
        private final SseClient client;
        private @Nullable Event history;
        private @Nullable Event state;
        private @Nullable Event bye;
        private boolean sending;

        private Page(SseClient client) {
            this.client = client;
        }

        private synchronized void tell(String name, byte[] json) {
            Event event = new Event(name, json);
            switch (name) {
                case "history" -> history = event;
                case "state" -> state = event;
                default -> bye = event;
            }
            if (!sending && !senders.isShutdown()) {
                sending = true;
                senders.execute(this::send);
            }
        }

        private void send() {
            for (Event next = next(); next != null; next = next()) {
                client.sendEvent(next.name, new ByteArrayInputStream(next.json));
            }
        }

        private synchronized @Nullable Event next() {
            Event next = history;
            if (next != null) {
                history = null;
                return next;
            }
            next = state;
            if (next != null) {
                state = null;
                return next;
            }
            next = bye;
            bye = null;
            sending = next != null;
            return next;
        }
    }
}
