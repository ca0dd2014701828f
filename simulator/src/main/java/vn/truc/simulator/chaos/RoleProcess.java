package vn.truc.simulator.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A role in a Java machine of its own, which can be killed, stopped and started again under the same name. Not
 * thread-safe. POSIX only.
 */
final class RoleProcess {

    private static final Duration END_WAIT = Duration.ofSeconds(25);
    private static final int LOG_LINES_SHOWN = 8;

    private final String name;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;
    private boolean stopped;
    private boolean retired;

    /**
     * @param name also of its log file
     * @param arguments of the program
     */
    RoleProcess(String name, Path directory, String heap, List<String> arguments) {
        this.name = name;
        this.log = directory.resolve(name + ".log");
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // a role of a few hundred documents a second lives for seconds: no time for a second compiler or collector
        // threads
        all.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:SharedArchiveFile="))
                .forEach(all::add);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), "vn.truc.simulator.cli.Truc"));
        all.addAll(arguments);
        this.command = List.copyOf(all);
    }

    String name() {
        return name;
    }

    /** Starts it, unless it was retired. */
    void start() {
        if (retired) {
            return;
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            stopped = false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The code with which it ended; -1 while it has not. */
    int exitCode() {
        return process == null || process.isAlive() ? -1 : process.exitValue();
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running, END_WAIT);
        }
    }

    /** Ends it in order, or after a while by force. */
    void end() {
        Process running = process;
        if (running == null) {
            return;
        }
        resume();
        running.destroy();
        if (!await(running, END_WAIT)) {
            kill();
        }
    }

    /** Ends it in order and for good: whoever was to start it again later does not. */
    void retire() {
        retired = true;
        end();
    }

    /** {@code SIGSTOP}. */
    void pause() {
        signal("-STOP");
        stopped = true;
    }

    /** {@code SIGCONT}, if it was stopped. */
    void resume() {
        if (stopped) {
            signal("-CONT");
            stopped = false;
        }
    }

    /** Waits until it has ended by itself. */
    boolean awaitEnd(Duration limit) {
        return process == null || await(process, limit);
    }

    private void signal(String signal) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(running.pid())).start();
            await(kill, END_WAIT);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + signal + " to " + name + ": " + e.getMessage(), e);
        }
    }

    private static boolean await(Process running, Duration limit) {
        try {
            return running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The last lines that it logged, for a person. */
    String lastWords() {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "its log " + log + " cannot be read: " + e.getMessage();
        }
    }
}
