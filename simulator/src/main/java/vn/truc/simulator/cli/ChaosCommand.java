package vn.truc.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.truc.producer.emission.Plan;
import vn.truc.producer.emission.Scenario;
import vn.truc.runtime.kafka.ClusterUnavailableException;
import vn.truc.simulator.chaos.ChaosFailedException;
import vn.truc.simulator.chaos.ChaosOptions;
import vn.truc.simulator.chaos.ChaosResult;
import vn.truc.simulator.chaos.ChaosRun;
import vn.truc.simulator.chaos.Disturbance;
import vn.truc.simulator.report.ReportJson;
import vn.truc.simulator.scenario.Quantities;

@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Disturbs an exchange of processes on purpose, by a seeded plan, and audits it.",
        description = {
            "",
            "Starts a broker and roles as processes of their own, kills, stops, restarts, adds and removes them, slows down"
                    + " and cuts their connections while documents are issued, then lets everything come to rest and"
                    + " accounts for each document. The same seed disturbs in the same way. Needs a POSIX system.",
            "",
            "--faults also takes what is done to processes: kill, pause, restart, rebalance, broker, network, disk, or one"
                    + " of them such as kill-router. all, the default, is everything.",
            ""
        })
final class ChaosCommand implements Callable<Integer> {

    @Mixin
    private final PlanOptions planOptions = new PlanOptions();

    @Option(
            names = "--routers",
            paramLabel = "N",
            description = "How many routers there are at first (default: ${DEFAULT-VALUE}).")
    private int routers = 2;

    @Option(
            names = "--consumers",
            paramLabel = "N",
            description = "How many consumers there are at first (default: ${DEFAULT-VALUE}).")
    private int consumers = 2;

    @ArgGroup
    private @Nullable Repetition repetition;

    @Option(
            names = "--disk",
            paramLabel = "DIR",
            description = "A directory on a small file system of its own for the broker's data; full-disk fills it.")
    private @Nullable Path disk;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final LoggingOptions logging = new LoggingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** How often: one or the other. */
    private static final class Repetition {

        @Option(
                names = "--runs",
                paramLabel = "N",
                description = "So many runs, each with the next seed (default: one).")
        private int runs = 1;

        @Option(
                names = "--soak",
                paramLabel = "TIME",
                description = "Runs, each with the next seed, until this is over.")
        private @Nullable String soak;
    }

    @Override
    public Integer call() {
        logging.apply();
        output.prepare();
        // that a broker cannot be reached is what is done here
        logging.hush("org.apache.kafka.clients.NetworkClient");
        ChaosOptions options = new ChaosOptions(takeDisturbances(), routers, consumers, disk);
        CountDownLatch interrupted = Interrupts.latch();
        long seed = planOptions.issued.seed;
        long endNanos = System.nanoTime() + soak().toNanos();
        ChaosResult all = ChaosResult.NONE;
        do {
            all = all.plus(run(seed++, options, interrupted));
            if (all.runs() > 0) {
                writeSoFar(all);
            }
        } while (interrupted.getCount() > 0
                && (all.runs() < (repetition == null ? 1 : repetition.runs) || System.nanoTime() < endNanos));
        if (all.runs() == 0) {
            return ExitCode.FAILURE.code();
        }
        output.print(spec.commandLine(), screen(all), ReportJson.text(all));
        output.writeViolations(spec.commandLine(), all.violations());
        return (all.held() ? ExitCode.HELD : ExitCode.BROKEN).code();
    }

    /** A soak may be ended at any time, and what it found by then is not lost. */
    private void writeSoFar(ChaosResult result) {
        if (output.directory == null) {
            return;
        }
        Path file = output.directory.resolve("chaos.json");
        try {
            Files.createDirectories(output.directory);
            Files.writeString(file, ReportJson.text(result));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Duration soak() {
        return repetition == null || repetition.soak == null ? Duration.ZERO : Quantities.duration(repetition.soak);
    }

    private ChaosResult run(long seed, ChaosOptions options, CountDownLatch interrupted) {
        Plan plan = new Plan(planOptions.scenario(), seed);
        Path directory;
        try {
            directory = Files.createTempDirectory("truc-chaos-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for keys and logs: " + e.getMessage(), e);
        }
        say("seed %d: %,d documents, logs in %s", seed, plan.documents(), directory);
        ChaosResult result = run(plan, seed, options, directory, interrupted);
        if (result.runs() == 0) {
            say("seed %d: interrupted, not counted", seed);
            return result;
        }
        say(
                "seed %d: %s",
                seed, result.held() ? "held" : "BROKEN, " + result.violations().size() + " violations");
        if (result.held()) {
            remove(directory);
            if (options.disk() != null) {
                remove(ChaosRun.dataDirectory(options.disk(), seed));
            }
        }
        return result;
    }

    /** A process that ended by itself, or a cluster that does not come back, breaks its run; the others go on. */
    private ChaosResult run(Plan plan, long seed, ChaosOptions options, Path directory, CountDownLatch interrupted) {
        try {
            return new ChaosRun(plan, planOptions.arguments(seed), options, this::say).run(directory);
        } catch (ChaosFailedException | ClusterUnavailableException | KafkaException e) {
            // Ctrl-C on a terminal reaches the roles too, and they end in order
            return interrupted.getCount() == 0
                    ? ChaosResult.NONE
                    : ChaosResult.broken("seed " + seed + "\t" + e.getMessage());
        }
    }

    /** Takes out of {@code --faults} what is done to processes; the rest is what is wrong with documents. */
    private Set<Disturbance> takeDisturbances() {
        Set<Disturbance> all = EnumSet.allOf(Disturbance.class);
        if (disk == null) {
            all.remove(Disturbance.FULL_DISK);
        }
        String given = planOptions.faults;
        if (given == null || given.equals("all")) {
            planOptions.faults = "all";
            return all;
        }
        Set<Disturbance> chosen = EnumSet.noneOf(Disturbance.class);
        List<String> left = new ArrayList<>();
        for (String part : given.split(",", -1)) {
            Set<Disturbance> named = Disturbance.named(part.strip());
            chosen.addAll(named);
            if (named.isEmpty()) {
                left.add(part);
            }
        }
        planOptions.faults = left.isEmpty() ? "none" : String.join(",", left);
        try {
            Scenario unused = planOptions.scenario();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; of processes: " + String.join(", ", Disturbance.names()), e);
        }
        return chosen;
    }

    private List<String> screen(ChaosResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d runs   %,d documents issued   %,d copies delivered",
                result.runs(),
                result.issued(),
                result.delivered()));
        lines.add(String.format(
                Locale.ROOT,
                "lost %,d   duplicated %,d   forged delivered %,d",
                result.lost(),
                result.duplicated(),
                result.forged()));
        lines.add("");
        result.disturbances()
                .forEach((kind, count) -> lines.add(String.format(Locale.ROOT, "  %-26s %,8d", kind.label(), count)));
        result.faults().forEach((fault, count) -> lines.add(String.format(Locale.ROOT, "  %-26s %,8d", fault, count)));
        lines.add("");
        lines.add("audit       " + (result.held() ? "held" : "BROKEN"));
        result.violations().stream().limit(20).forEach(violation -> lines.add("  " + violation));
        return lines;
    }

    private void say(String format, Object... values) {
        if (!logging.quiet) {
            spec.commandLine().getErr().println(String.format(Locale.ROOT, format, values));
            spec.commandLine().getErr().flush();
        }
    }

    private void say(String line) {
        say("%s", line);
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory + ": " + e.getMessage(), e);
        }
    }
}
