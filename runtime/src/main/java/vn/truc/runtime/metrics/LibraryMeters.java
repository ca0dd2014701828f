package vn.truc.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.regex.Pattern;

/**
 * Which of the many meters of libraries are exported, so that {@code promtool check metrics} has nothing to say of them and
 * a process stays below two thousand series: not what clients say of each node, of their selectors, buffers and
 * authentication, nor times that are not in seconds, nor what ends in count and is none.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Prometheus, metric and label naming</a>
 */
final class LibraryMeters implements MeterFilter {

    private static final Pattern LEFT_OUT = Pattern.compile("kafka\\..*\\b(node|io|iotime|select|authentication"
            + "|reauthentication|bufferpool|buffer|txn|flush|ns|ms|creation|close|size|age|byte|bytes|batch|split"
            + "|metadata|queue|throttle)\\b.*|kafka\\..*\\.connection\\.count|kafka\\.app\\.info.*|process\\.cpu\\.time"
            + "|system\\.cpu\\.count");

    /** Of those, what dashboards ask for. */
    private static final Pattern KEPT =
            Pattern.compile("kafka\\.(producer|consumer)\\.(incoming|outgoing)\\.byte\\.(rate|total)"
                    + "|kafka\\.consumer\\.fetch\\.manager\\.bytes\\.consumed\\.(rate|total)"
                    + "|kafka\\.producer\\.batch\\.size\\.avg");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName().replace('-', '.');
        return LEFT_OUT.matcher(name).matches() && !KEPT.matcher(name).matches()
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}
