package vn.truc.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which of the many meters of libraries are exported, and under which names, so that {@code promtool check metrics} has
 * nothing to say of them and a process stays below two thousand series.
 *
 * <p>Not exported: what clients say of each node, of their selectors, buffers and authentication, and times that are not
 * in seconds. Renamed: what ends in count and is none.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Prometheus, metric and label naming</a>
 */
final class LibraryMeters implements MeterFilter {

    private static final Pattern LEFT_OUT = Pattern.compile("kafka\\..*\\b(node|io|iotime|select|authentication"
            + "|reauthentication|bufferpool|buffer|txn|flush|ns|ms|creation|close|size|age|byte|bytes|batch|split"
            + "|metadata|queue|throttle)\\b.*|kafka\\.app\\.info.*|process\\.cpu\\.time");

    /** Of those, what dashboards ask for. */
    private static final Pattern KEPT =
            Pattern.compile("kafka\\.(producer|consumer)\\.(incoming|outgoing)\\.byte\\.(rate|total)"
                    + "|kafka\\.consumer\\.fetch\\.manager\\.bytes\\.consumed\\.(rate|total)"
                    + "|kafka\\.producer\\.batch\\.size\\.avg");

    private static final Map<String, String> RENAMED = Map.of("system.cpu.count", "system.cpus");
    private static final String CONNECTIONS = ".connection.count";

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = dotted(id);
        return LEFT_OUT.matcher(name).matches() && !KEPT.matcher(name).matches()
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String name = dotted(id);
        String renamed = name.endsWith(CONNECTIONS)
                ? name.substring(0, name.length() - CONNECTIONS.length()) + ".connections"
                : RENAMED.getOrDefault(name, id.getName());
        String description = id.getDescription();
        boolean described = description != null && !description.isEmpty();
        if (described && renamed.equals(id.getName())) {
            return id;
        }
        return new Meter.Id(
                renamed,
                Tags.of(List.copyOf(id.getTags())),
                id.getBaseUnit(),
                described ? description : "As the library names it",
                id.getType());
    }

    private static String dotted(Meter.Id id) {
        return id.getName().replace('-', '.');
    }
}
