package vn.truc.simulator.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import vn.truc.simulator.exchange.RunProgress;

/**
 * Shows how far a run is: on a terminal one block that stays in its place, otherwise a line now and then. The launcher
 * says with the system property {@code truc.terminal} whether standard error is a terminal.
 */
final class ProgressPrinter implements AutoCloseable {

    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean quiet;
    private final boolean terminal;
    private int shownLines;
    private long lineDueAt = System.nanoTime();

    private ProgressPrinter(PrintWriter out, boolean quiet, boolean terminal) {
        this.out = out;
        this.quiet = quiet;
        this.terminal = terminal;
    }

    static ProgressPrinter to(PrintWriter out, boolean quiet) {
        return new ProgressPrinter(out, quiet, Boolean.getBoolean("truc.terminal"));
    }

    /** Shows the block on a terminal, and nothing elsewhere. */
    static ProgressPrinter onTerminal(PrintWriter out, boolean quiet) {
        boolean terminal = Boolean.getBoolean("truc.terminal");
        return new ProgressPrinter(out, quiet || !terminal, terminal);
    }

    void show(RunProgress progress) {
        if (quiet) {
            return;
        }
        if (terminal) {
            clear();
            List<String> lines = block(progress);
            lines.forEach(out::println);
            shownLines = lines.size();
            out.flush();
        } else if (System.nanoTime() - lineDueAt >= 0) {
            lineDueAt = System.nanoTime() + LINE_EVERY.toNanos();
            out.println(String.join("   ", block(progress)));
        }
    }

    @Override
    public void close() {
        clear();
    }

    private void clear() {
        if (shownLines > 0) {
            out.print(String.format(Locale.ROOT, "\u001b[%dA\u001b[J", shownLines));
            out.flush();
            shownLines = 0;
        }
    }

    private static List<String> block(RunProgress at) {
        String share = Double.isNaN(at.electronicShare())
                ? "-"
                : String.format(Locale.ROOT, "%.2f %%", at.electronicShare() * 100);
        return List.of(
                String.format(Locale.ROOT, "%-8s issued %,d of %,d", at.phase(), at.issued(), at.planned()),
                String.format(Locale.ROOT, "routed %,d   counted %,d", at.routed(), at.counted()),
                String.format(
                        Locale.ROOT,
                        "behind schedule %,d ms   delivered p99 %,.1f ms   share %s",
                        at.behindMillis(),
                        at.deliveredP99Micros() / 1_000.0,
                        share));
    }
}
