package vn.truc.runtime.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/**
 * Whether this process lives, and whether it is ready for work, as its parts say when they are asked.
 *
 * <p>It is ready when it lives and every part is ready; before the first part said anything it is not. Thread-safe.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0/microprofile-health-spec-4.0.html">MicroProfile
 *     Health, whose form the answers have</a>
 */
public final class Health {

    private final Map<String, BooleanSupplier> living = new ConcurrentSkipListMap<>();
    private final Map<String, BooleanSupplier> ready = new ConcurrentSkipListMap<>();

    /**
     * Adds a part without which the process had better be started anew.
     *
     * @param part lower case letters and hyphens
     * @param check is called for each question, on its thread, and should answer at once
     */
    public void livesWhile(String part, BooleanSupplier check) {
        living.put(named(part), check);
    }

    /**
     * Adds what must hold before the process can do its work.
     *
     * @param part lower case letters and hyphens
     * @param check as in {@link #livesWhile}
     */
    public void readyWhile(String part, BooleanSupplier check) {
        ready.put(named(part), check);
    }

    /** Whether the process lives. */
    public Answer live() {
        Answer.Writer answer = new Answer.Writer();
        living.forEach(answer::add);
        return answer.answer();
    }

    /** Whether it is ready. */
    public Answer ready() {
        Answer.Writer answer = new Answer.Writer();
        living.forEach(answer::add);
        ready.forEach(answer::add);
        if (ready.isEmpty()) {
            answer.add("started", () -> false);
        }
        return answer.answer();
    }

    private static String named(String part) {
        if (!part.matches("[a-z-]+")) {
            throw new IllegalArgumentException("a part is named in lower case letters and hyphens, not '" + part + "'");
        }
        return part;
    }

    /**
     * What is said about the whole.
     *
     * @param up whether every part agrees
     * @param json the status of the whole and of each part
     */
    public record Answer(boolean up, String json) {

        private static final class Writer {

            private final StringBuilder parts = new StringBuilder();
            private boolean up = true;

            private void add(String part, BooleanSupplier check) {
                boolean holds;
                try {
                    holds = check.getAsBoolean();
                } catch (RuntimeException unable) {
                    holds = false;
                }
                up &= holds;
                parts.append(parts.isEmpty() ? "" : ",")
                        .append("{\"name\":\"")
                        .append(part)
                        .append("\",\"status\":\"")
                        .append(status(holds))
                        .append("\"}");
            }

            private Answer answer() {
                return new Answer(up, "{\"status\":\"" + status(up) + "\",\"checks\":[" + parts + "]}");
            }

            private static String status(boolean up) {
                return up ? "UP" : "DOWN";
            }
        }
    }
}
